import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { setTemplateState } from '../templates/set-template-state.ts';
import { governedHead } from '../templates/template-heads.ts';

/** What runs goes on by its version; nothing new begins. */
export const retireTemplate = handle<ApprovalsTables>()(contract.retireTemplate, async (context, { kind }) => {
  const head = await governedHead(context, kind);
  if (head.state === 'retired') throw refuse(templateFailures.alreadyRetired);
  if (head.state === 'draft') throw refuse(templateFailures.templateNotLive);
  return setTemplateState(context, head, 'retired', 'retired');
});
