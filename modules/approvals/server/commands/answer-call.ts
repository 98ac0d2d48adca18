import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/call-operations.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { isSame, tokenOf } from '../calls/call-keys.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { endCall } from '../calls/end-call.ts';

/** A wrong token and an unknown call look the same; a call that was answered, given up or ended with its request is gone. */
export const answerCall = handle<CallsTables>()(contract.answerCall, async (context, input) => {
  const { callId, token, done, error } = input;
  if (!isSame(token, tokenOf(context.evidence, callId))) throw refuse(notFound);
  const call = await context.db
    .selectFrom('approvals.call as c')
    .innerJoin('approvals.instance as i', 'i.id', 'c.instance_id')
    .select(['c.id', 'c.instance_id', 'c.ended_at', 'i.ended_at as requestEnded'])
    .where('c.id', '=', callId)
    .where('c.waits', '=', true)
    .forUpdate('c')
    .executeTakeFirst();
  if (!call) throw refuse(notFound);
  if (call.ended_at !== null || call.requestEnded !== null) throw refuse(approvalFailures.callGone);
  context.about('call', callId);
  await endCall(context, call, done ? null : (error ?? 'refused'));
  return {};
});
