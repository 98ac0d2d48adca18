import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { messageRecalled, messageSent } from '../../contract/events.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** The text of a recalled message goes from the event log too (docs/decisions/message-content.md). */
export const eraseRecalled = subscriber<MessagingTables>()(
  'messaging.eraseRecalled',
  messageRecalled,
  async ({ db }, { number, facts }) => {
    // Its sending has a smaller number. Looked for backwards, since most recalls follow soon; never by a lower bound of
    // time, because a clock that was put back makes a message later than the command that sent it.
    await sql`
      select kernel.erase_event_facts(number) from (
        select number from kernel.event
        where name = ${messageSent.name} and number < ${number} and facts ->> 'messageId' = ${facts.messageId}
          and at <= ${facts.sentAt}::timestamptz
        order by number desc limit 1) as sent`.execute(db);
  },
);
