import { Refusal } from '#kernel/contract/failure.ts';
import { onTimer } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { carryOut, type Work } from '../carry-out.ts';
import { callDeadline } from './call-deadline.ts';
import type { CallsTables } from './calls-tables.ts';

/** No answer has come in time. Where the call was answered, made anew or the request ended, there is nothing to do. */
export const onCallDeadline = onTimer<CallsTables>()(callDeadline, async (context, due) => {
  const { requestId, timerId, visit, attempt } = due;
  try {
    await carryOut(context as unknown as Work, requestId, () => ({ command: { type: 'timerDue', timerId } }));
  } catch (error) {
    if (!(error instanceof Refusal && error.failure === approvalFailures.timerGone)) throw error;
    return;
  }
  await context.db
    .updateTable('approvals.call')
    .set({ state: 'failed', error: 'deadline', next_try: null, ended_at: context.now.toString() })
    .where('instance_id', '=', requestId)
    .where('visit', '=', visit)
    .where('attempt', '=', attempt)
    .where('ended_at', 'is', null)
    .execute();
});
