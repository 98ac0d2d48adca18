import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { broadcastMoved } from '../../contract/compose-events.ts';
import { openDirect } from '../../contract/conversations.ts';
import { conversationClosed, personUnknown } from '../../contract/failures.ts';
import { sendMessage } from '../../contract/messages.ts';
import { broadcastDone } from '../../contract/notices.ts';
import { broadcastBatch } from '../compose/broadcast-batch.ts';
import { endBroadcast } from '../compose/end-broadcast.ts';
import { telling } from '../compose/tell-about.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** So many in one transaction: what was sent and to whom commit together, so nobody is sent to twice. */
const batch = 25;

interface Broadcast {
  author_id: string;
  text: string;
  sent: number;
  failed: number;
}

/**
 * Sends to the next ones, as the author and by the rules of any message. Whoever can't be sent to is left out with the
 * reason; what stops a message for everybody (its content) stops the rest.
 */
export const onBroadcastBatch = onTimer<MessagingTables>()(broadcastBatch, async (context, { broadcastId }) => {
  const { rows } = await sql<Broadcast>`
    select author_id, text, sent, failed from messaging.broadcast
    where id = ${broadcastId} and state = 'running' for update`.execute(context.db);
  const [found] = rows;
  if (!found) return;
  const { author_id: authorId, text } = found;
  const next = await sql<{ number: number; person_id: string }>`
    select number, person_id from messaging.broadcast_recipient
    where broadcast_id = ${broadcastId} and number > ${found.sent + found.failed}
    order by number limit ${batch}`.execute(context.db);
  let [sent, failed, stopped] = [found.sent, found.failed, false];
  for (const { number, person_id: personId } of next.rows) {
    const done = await sendTo(personId);
    await sql`
      update messaging.broadcast_recipient set conversation_id = ${done.conversationId ?? null}, seq = ${done.seq ?? null},
        failure = ${done.failure ?? null}
      where broadcast_id = ${broadcastId} and number = ${number}`.execute(context.db);
    if (done.failure === undefined) sent += 1;
    else failed += 1;
    stopped =
      done.failure !== undefined && done.failure !== personUnknown.code && done.failure !== conversationClosed.code;
    if (stopped) break;
  }
  await sql`
    update messaging.broadcast set sent = ${sent}, failed = ${failed} where id = ${broadcastId}`.execute(context.db);
  if (next.rows.length === batch && !stopped) {
    context.emit(broadcastMoved, { broadcastId, authorId });
    return await context.schedule(broadcastBatch, { key: broadcastId, at: context.now, input: { broadcastId } });
  }
  await endBroadcast(context, { broadcastId, authorId }, stopped ? 'stopped' : 'done');
  const about = { type: 'messaging.broadcast', id: broadcastId };
  const told = { personIds: [authorId], facts: { sent, failed }, about, link: '/messages/broadcasts' };
  await context.callAs(telling, notify, noticeOf(broadcastDone, told));

  async function sendTo(personId: string): Promise<{ conversationId?: string; seq?: number; failure?: string }> {
    const opened = await context.callFor(authorId, openDirect, { personId });
    if ('refusal' in opened) return { failure: opened.refusal.failure.code };
    const { conversationId } = opened.answer;
    const said = await context.callFor(authorId, sendMessage, { conversationId, clientId: context.newId(), text });
    if ('refusal' in said) return { failure: said.refusal.failure.code };
    return { conversationId, seq: said.answer.seq };
  }
});
