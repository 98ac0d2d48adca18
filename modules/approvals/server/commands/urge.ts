import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const urgeHandler = handle<ApprovalsTables>()(contract.urge, async (context, { requestId, ...given }) => {
  const { answer, state } = await carryOut(context, requestId, () => ({ command: { type: 'urge', ...given } }));
  return { ...answer, urgeId: state.urges.at(-1)?.id ?? '' };
});
