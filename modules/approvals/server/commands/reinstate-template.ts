import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { setTemplateState } from '../templates/set-template-state.ts';
import { governedHead } from '../templates/template-heads.ts';

/** It may be asked for again, by the version that was in force. */
export const reinstateTemplate = handle<ApprovalsTables>()(contract.reinstateTemplate, async (context, { kind }) => {
  const head = await governedHead(context, kind);
  if (head.state !== 'retired') throw refuse(templateFailures.notRetired);
  return setTemplateState(context, head, 'live', 'reinstated');
});
