import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { messageMonths, messagingRetention } from '../../contract/retention.ts';

/** SQL conditions over `messaging.message m`: which are past their retention, and which of those stay all the same. */
export async function messagesDue(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
  heldPersonIds: readonly string[],
): Promise<{ due: RawBuilder<SqlBool>; archived: RawBuilder<SqlBool>; ofHeld: RawBuilder<SqlBool> }> {
  if (!messagingRetention.kinds.some(({ name }) => name === kind)) throw refuse(notFound);
  const same = sql`conversation_id = m.conversation_id and seq = m.seq`;
  const saved = sql<SqlBool>`exists (select from messaging.kept_message where kept = 'saved' and ${same})`;
  const dissolved = kind === 'messaging.dissolved';
  return {
    due: dissolved ? afterDissolution(context) : await byAge(context),
    archived: dissolved
      ? saved
      : sql<SqlBool>`(${saved} or exists (select from messaging.pinned_message where ${same})
      or exists (select from messaging.conversation c where c.id = m.conversation_id and c.announcement_seq = m.seq))`,
    // What a held person wrote, and what was written to that person alone.
    ofHeld: sql<SqlBool>`(m.sender_id = any(${sql.val(heldPersonIds)}::uuid[])
      or exists (select from messaging.conversation c where c.id = m.conversation_id and c.kind <> 'group'
        and (c.person_id = any(${sql.val(heldPersonIds)}::uuid[]) or c.low_person_id = any(${sql.val(heldPersonIds)}::uuid[]) or c.high_person_id = any(${sql.val(heldPersonIds)}::uuid[]))))`,
  };
}

/** All of a group whose kind said how long it stays after its dissolution. */
const afterDissolution = ({ now }: Pick<QueryContext<never>, 'now'>) =>
  sql<SqlBool>`(m.body is not null and m.conversation_id = any(array(
    select c.id from messaging.conversation c where c.kept_until <= ${now.toString()}::timestamptz)))`;

/** What is older than the company keeps messages, but for groups that are kept until a day of their own. */
async function byAge(context: Pick<QueryContext<never>, 'now' | 'setting'>): Promise<RawBuilder<SqlBool>> {
  const months = await context.setting(messageMonths);
  if (months === 0) return sql<SqlBool>`false`;
  const before = context.now.toZonedDateTimeISO('UTC').subtract({ months }).toInstant().toString();
  return sql<SqlBool>`(m.body is not null and m.at < ${before}::timestamptz and m.conversation_id <> all(array(
    select c.id from messaging.conversation c where c.kept_until is not null)))`;
}
