import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { messageRecalled, messageSent } from '../../contract/events.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** The text of a recalled message goes from the event log too (docs/decisions/message-content.md). */
export const eraseRecalled = subscriber<MessagingTables>()(
  'messaging.eraseRecalled',
  messageRecalled,
  async ({ db }, { number, facts }) => {
    // Its sending was numbered before its recall. The month before and after hold it: an event's instant is that of its
    // command, the message's may be a little later.
    await sql`
      select kernel.erase_event_facts(number) from (
        select number from kernel.event
        where name = ${messageSent.name} and number < ${number} and facts ->> 'messageId' = ${facts.messageId}
          and at between ${facts.sentAt}::timestamptz - interval '1 hour' and ${facts.sentAt}::timestamptz
        order by number desc limit 1) as sent`.execute(db);
  },
);
