import { onTimer } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { unlessRefused } from '../unless-refused.ts';
import { limitTimer } from './limit-timer.ts';

/** A reminder or a limit is due. Where its task has been dealt with, there is nothing to do. */
export const onLimit = onTimer<ApprovalsTables>()(limitTimer, (context, limit) =>
  unlessRefused(approvalFailures.timerGone, () =>
    carryOut(context, limit.requestId, () => ({ command: { type: 'timerDue', timerId: limit.timerId }, limit })),
  ),
);
