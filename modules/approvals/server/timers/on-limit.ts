import { Refusal } from '#kernel/contract/failure.ts';
import { onTimer } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { limitTimer } from './limit-timer.ts';

/** A reminder or a limit is due. Where its task has been dealt with, there is nothing to do. */
export const onLimit = onTimer<ApprovalsTables>()(limitTimer, async (context, limit) => {
  try {
    await carryOut(context, limit.requestId, () => ({ command: { type: 'timerDue', timerId: limit.timerId }, limit }));
  } catch (error) {
    if (!(error instanceof Refusal && error.failure === approvalFailures.timerGone)) throw error;
  }
});
