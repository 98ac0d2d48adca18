import { onTimer } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { unlessRefused } from '../unless-refused.ts';
import { waitTimer } from './wait-timer.ts';

/** A delay or a deadline has come to its end. Where nobody waits any more, there is nothing to do. */
export const onWait = onTimer<ApprovalsTables>()(waitTimer, (context, { requestId, timerId }) =>
  unlessRefused(approvalFailures.timerGone, () =>
    carryOut(context, requestId, () => ({ command: { type: 'timerDue', timerId } })),
  ),
);
