import { type QueryExecutorProvider, sql } from 'kysely';
import { messageEdited, messageSent } from '../contract/events.ts';

/** Takes the content of a message from the events of its sending and its edits (docs/decisions/message-content.md). */
export async function eraseSending(
  { db }: { readonly db: QueryExecutorProvider },
  {
    number,
    facts,
  }: { readonly number: number; readonly facts: { readonly messageId: string; readonly sentAt: string } },
): Promise<void> {
  // Its sending has a smaller number. Looked for backwards, since most recalls follow soon; never by a lower bound of
  // time, because a clock that was put back makes a message later than the command that sent it.
  await sql`
    with sent as (
      select number from kernel.event
      where name = ${messageSent.name} and number < ${number} and facts ->> 'messageId' = ${facts.messageId}
        and at <= ${facts.sentAt}::timestamptz
      order by number desc limit 1
    )
    select kernel.erase_event_facts(number) from (
      select number from sent
      union all
      select e.number from sent, kernel.event e
      where e.name = ${messageEdited.name} and e.number > sent.number and e.number < ${number}
        and e.facts ->> 'messageId' = ${facts.messageId}) as said`.execute(db);
}
