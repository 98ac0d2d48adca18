import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { Refusal } from '#kernel/contract/failure.ts';
import { onTimer } from '#kernel/server/define-module.ts';
import { approvalCalls } from '../../contract/approval-calls.ts';
import type { CallsTables } from './calls-tables.ts';
import { endCall } from './end-call.ts';
import { operationTimer } from './operation-timer.ts';

/**
 * Runs the command with what it says to the request, in one transaction: exactly once. A command that is refused leaves
 * nothing behind but its refusal, which the next turn of the timer tells the request.
 */
export const onOperation = onTimer<CallsTables>()(operationTimer, async (context, { callId }) => {
  const call = await context.db
    .selectFrom('approvals.call')
    .selectAll()
    .where('id', '=', callId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!call) return;
  if (call.error !== null) return endCall(context, call, call.error);
  const offered = extensionsAt(approvalCalls, context.contracts).find(({ command }) => command.name === call.operation);
  if (!offered) return endCall(context, call, 'operationGone');
  const { access } = offered.command;
  const permissions = typeof access === 'string' ? [] : [access];
  try {
    await context.callAs({ name: 'approvals.calls', permissions }, offered.command, call.input as never);
  } catch (error) {
    if (error instanceof Refusal) {
      const { code } = error.failure;
      context.evenIfRefused(async (db) => {
        await sql`update approvals.call set error = ${code}, tries = 1 where id = ${callId}::uuid`.execute(db);
      });
    }
    throw error;
  }
  await endCall(context, call, null);
});
