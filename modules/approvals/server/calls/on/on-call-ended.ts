import { Refusal } from '#kernel/contract/failure.ts';
import { subscriber } from '#kernel/server/define-module.ts';
import { callEnded, callMoved } from '../../../contract/call-events.ts';
import { approvalFailures } from '../../../contract/failures.ts';
import { carryOut, type Work } from '../../carry-out.ts';
import type { CallsTables } from '../calls-tables.ts';

/** The request goes on as its node says; where it waits for this call no more, it learns nothing. */
export const onCallEnded = subscriber<CallsTables>()(
  'approvals.onCallEnded',
  callEnded,
  async (context, { facts: { callId, requestId, ok, error } }) => {
    const call = await context.db
      .selectFrom('approvals.call as c')
      .innerJoin('approvals.instance as i', 'i.id', 'c.instance_id')
      .select(['c.visit', 'c.attempt', 'i.employer_id'])
      .where('c.id', '=', callId)
      .executeTakeFirst();
    if (!call || call.visit === null || call.attempt === null) return;
    const { visit, attempt, employer_id: employerId } = call;
    context.emit(callMoved, { callId, requestId, employerId });
    try {
      await carryOut(context as unknown as Work, requestId, () => ({
        command: { type: 'callResult', visit, attempt, ok, ...(error !== null && { error }) },
      }));
    } catch (refused) {
      if (!(refused instanceof Refusal && refused.failure === approvalFailures.callGone)) throw refused;
    }
  },
);
