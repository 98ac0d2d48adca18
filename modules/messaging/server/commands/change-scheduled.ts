import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { scheduledChanged } from '../../contract/compose-events.ts';
import * as contract from '../../contract/scheduled.ts';
import {
  loadScheduled,
  requireFit,
  requireLater,
  requireTakenLater,
  type SaidLater,
  scheduledDue,
} from '../compose/scheduled-messages.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Other words; what has none keeps what it is. */
function withText(said: SaidLater, text: string | undefined): SaidLater {
  if (text === undefined) return said;
  if (said.text !== undefined) return { ...said, text };
  return said.content?.kind === 'file' ? { ...said, content: { ...said.content, text } } : said;
}

export const changeScheduled = handle<MessagingTables>()(
  contract.changeScheduled,
  async (context, { scheduledId, text, at }) => {
    const { personId } = context.person();
    const message = await loadScheduled(context, scheduledId, personId);
    const said = withText(message.said, text);
    const due = at ?? message.due_at;
    requireFit(said);
    await requireTakenLater(context, {
      conversationId: message.conversation_id,
      senderId: personId,
      clientId: scheduledId,
      ...said,
    });
    requireLater(context, due);
    await sql`
      update messaging.scheduled_message set said = ${JSON.stringify(said)}::jsonb, due_at = ${due}, failure = null
      where id = ${scheduledId}`.execute(context.db);
    await context.schedule(scheduledDue, { key: scheduledId, at: due, input: { scheduledId } });
    context.about('conversation', message.conversation_id);
    context.emit(scheduledChanged, { personId });
    return {};
  },
);
