import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { scheduledChanged } from '../../contract/compose-events.ts';
import { sentAlready, silenced, tooManyScheduled } from '../../contract/failures.ts';
import * as contract from '../../contract/scheduled.ts';
import { holdFiles, requireFit, requireLater, requireTakenLater, scheduledDue } from '../compose/scheduled-messages.ts';
import { requireOpen } from '../load-message.ts';
import { loadMembership, mayWrite } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const scheduleMessage = handle<MessagingTables>()(contract.scheduleMessage, async (context, input) => {
  const { personId } = context.person();
  const { conversationId, clientId, said, at } = input;
  const member = await loadMembership(context.db, conversationId, personId);
  requireOpen(member);
  if (!mayWrite(member, context.now)) throw refuse(silenced);
  requireFit(said);
  await requireTakenLater(context, { conversationId, senderId: personId, clientId, ...said });
  requireLater(context, at);
  const { rows } = await sql<{ count: number; taken: boolean }>`
    select count(*) filter (where person_id = ${personId})::int as count,
      coalesce(bool_or(id = ${clientId}), false) or exists (
        select from messaging.message where sender_id = ${personId} and client_id = ${clientId}) as taken
    from messaging.scheduled_message where person_id = ${personId} or id = ${clientId}`.execute(context.db);
  if (rows[0]?.taken) throw refuse(sentAlready);
  const most = contract.mostScheduled;
  if ((rows[0]?.count ?? 0) >= most) throw refuse(tooManyScheduled, { most });
  await sql`
    insert into messaging.scheduled_message (id, conversation_id, person_id, said, due_at, made_at)
    values (${clientId}, ${conversationId}, ${personId}, ${JSON.stringify(said)}::jsonb, ${at}, ${context.now.toString()})`.execute(
    context.db,
  );
  await holdFiles(context, { id: clientId, person_id: personId, said });
  await context.schedule(scheduledDue, { key: clientId, at, input: { scheduledId: clientId } });
  context.about('conversation', conversationId);
  context.emit(scheduledChanged, { personId });
  return { scheduledId: clientId };
});
