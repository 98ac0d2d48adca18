import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { designTemplates } from '../../contract/permissions.ts';
import { publishingProcess } from '../../contract/publishing-kind.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { kindsInForce } from '../templates/kind-in-force.ts';
import { mayBegin } from '../templates/may-begin.ts';

/** What the reader may begin. A change of a form or flow begins at its template, so only who designs is led there. */
export const listKinds = handle<ApprovalsTables>()(contract.listKinds, async (context) => {
  const { personId, employerId } = context.person();
  const { kinds } = await kindsInForce(context, employerId);
  const may = await mayBegin(
    context,
    personId,
    kinds.map(({ kind, starters }) => ({ name: kind.name, starters })),
  );
  return {
    rows: kinds
      .filter(({ kind }) => may.has(kind.name))
      .filter(({ kind }) => kind.name !== publishingProcess.name || context.may(designTemplates))
      .map(({ kind: { name, title, startPath } }) => ({ kind: name, title, startPath })),
  };
});
