import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { handle } from '#kernel/server/define-module.ts';
import { lookProcess } from '../../contract/look-kind.ts';
import * as contract from '../../contract/operations.ts';
import { designTemplates } from '../../contract/permissions.ts';
import { processKinds } from '../../contract/process-kind.ts';
import { publishingProcess } from '../../contract/publishing-kind.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { kindsInForce } from '../templates/kind-in-force.ts';
import { mayBegin } from '../templates/may-begin.ts';

/** What the reader may begin. A change of a form or flow begins at its template, so only who designs is led there; a look begins at its request. */
export const listKinds = handle<ApprovalsTables>()(contract.listKinds, async (context) => {
  const { personId, employerId } = context.person();
  const { kinds } = await kindsInForce(context, employerId);
  const may = await mayBegin(
    context,
    personId,
    kinds.map(({ kind, starters }) => ({ name: kind.name, starters })),
  );
  const { rows: used } = await sql<{ kind: string; at: string }>`
    select kind, max(submitted_at) as at from (
      select kind, submitted_at from approvals.instance where applicant_id = ${personId}::uuid
      order by submitted_at desc, id desc limit 200) latest group by kind`.execute(context.db);
  const lastAt = new Map(used.map(({ kind, at }) => [kind, at]));
  const { rows: own } = await sql<{ kind: string; category: string }>`
    select kind, category from approvals.template where category is not null`.execute(context.db);
  const categories = new Map(own.map(({ kind, category }) => [kind, { zh: category, en: category }]));
  const modules = new Map(
    context.contracts.flatMap((module) =>
      extensionsAt(processKinds, [module]).map((kind) => [kind.name, module.title] as const),
    ),
  );
  return {
    rows: kinds
      .filter(({ kind }) => may.has(kind.name))
      .filter(({ kind }) => kind.name !== lookProcess.name)
      .filter(({ kind }) => kind.name !== publishingProcess.name || context.may(designTemplates))
      .map(({ kind: { name, title, startPath } }) => ({
        kind: name,
        title,
        startPath,
        category: categories.get(name) ?? modules.get(name) ?? null,
        lastAt: lastAt.get(name) ?? null,
      })),
  };
});
