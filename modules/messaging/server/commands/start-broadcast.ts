import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/broadcasts.ts';
import { broadcastMoved } from '../../contract/compose-events.ts';
import { nobodyToTell, outsideReach, tooManyRecipients } from '../../contract/failures.ts';
import { broadcastBatch } from '../compose/broadcast-batch.ts';
import { recipientsOf } from '../compose/recipients-of.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { requireLength } from '../require-length.ts';

export const startBroadcast = handle<MessagingTables>()(contract.startBroadcast, async (context, input) => {
  requireLength(input.text);
  const { personId } = context.person();
  const { personIds, outside } = await recipientsOf(context, input);
  if (outside > 0) throw refuse(outsideReach, { count: outside });
  const count = personIds.length;
  if (count === 0) throw refuse(nobodyToTell);
  const most = contract.mostRecipients;
  if (count > most) throw refuse(tooManyRecipients, { count, most });
  const broadcastId = context.newId();
  await sql`
    insert into messaging.broadcast (id, author_id, text, total, state, made_at)
    values (${broadcastId}, ${personId}, ${input.text}, ${count}, 'running', ${context.now.toString()})`.execute(
    context.db,
  );
  await sql`
    insert into messaging.broadcast_recipient (broadcast_id, number, person_id)
    select ${broadcastId}::uuid, number, id
    from unnest(${sql.val(personIds)}::uuid[]) with ordinality as p(id, number)`.execute(context.db);
  await context.schedule(broadcastBatch, { key: broadcastId, at: context.now, input: { broadcastId } });
  context.about('broadcast', broadcastId);
  context.emit(broadcastMoved, { broadcastId, authorId: personId });
  return { broadcastId, count };
});
