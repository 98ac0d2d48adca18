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
  const months = await context.setting(messageMonths);
  const before = context.now.toZonedDateTimeISO('UTC').subtract({ months }).toInstant().toString();
  const same = sql`conversation_id = m.conversation_id and seq = m.seq`;
  return {
    due: months === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(m.body is not null and m.at < ${before}::timestamptz)`,
    archived: sql<SqlBool>`(exists (select from messaging.kept_message where kept = 'saved' and ${same})
      or exists (select from messaging.pinned_message where ${same})
      or exists (select from messaging.conversation c where c.id = m.conversation_id and c.announcement_seq = m.seq))`,
    // What a held person wrote, and what was written to that person alone.
    ofHeld: sql<SqlBool>`(m.sender_id = any(${sql.val(heldPersonIds)}::uuid[])
      or exists (select from messaging.conversation c where c.id = m.conversation_id and c.kind = 'direct'
        and (c.low_person_id = any(${sql.val(heldPersonIds)}::uuid[]) or c.high_person_id = any(${sql.val(heldPersonIds)}::uuid[]))))`,
  };
}
