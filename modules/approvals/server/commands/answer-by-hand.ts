import { handle } from '#kernel/server/define-module.ts';
import { callMoved } from '../../contract/call-events.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { carryOut, type Work } from '../carry-out.ts';
import { seenCallEvidence } from '../seen-evidence.ts';

/** The request goes on as its node says; the call is neither sent nor answered by its system any more. */
export const answerByHand = handle<CallsTables>()(
  contract.answerByHand,
  async (context, { requestId, visit, attempt, revision, ok, reason }) => {
    const work = context as unknown as Work;
    let employerId = '';
    const { answer } = await carryOut(work, requestId, async (request) => {
      employerId = request.employerId;
      return {
        command: { type: 'answerByHand', visit, attempt, ok, reason },
        ...(request.administers && { evidence: await seenCallEvidence(work, request, revision, visit) }),
      };
    });
    const now = context.now.toString();
    const call = await context.db
      .updateTable('approvals.call')
      .set((set) => ({
        state: ok ? 'done' : 'failed',
        error: 'byHand',
        next_try: null,
        ended_at: set.fn.coalesce('ended_at', set.val(now)),
      }))
      .where('instance_id', '=', requestId)
      .where('visit', '=', visit)
      .where('attempt', '=', attempt)
      .returning('id')
      .executeTakeFirst();
    if (call) context.emit(callMoved, { callId: call.id, requestId, employerId });
    return answer;
  },
);
