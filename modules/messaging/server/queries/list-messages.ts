import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/messages.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import { messageRows } from '../message-rows.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Places have no gaps, so every kind of page is a range of them. Gives the place before the first one. */
function startOf(
  input: { after?: number | undefined; before?: number | undefined; around?: number | undefined; limit: number },
  lastSeq: number,
): number {
  if (input.after !== undefined) return input.after;
  if (input.before !== undefined) return Math.max(0, Math.min(input.before - 1, lastSeq) - input.limit);
  if (input.around !== undefined) return Math.max(0, input.around - 1 - Math.floor(input.limit / 2));
  return Math.max(0, lastSeq - input.limit);
}

export const listMessages = handle<MessagingTables>()(contract.listMessages, async (context, input) => {
  const { personId } = context.person();
  const { conversationId, limit } = input;
  const { last_seq: lastSeq } = await loadMembership(context.db, conversationId, personId);
  const start = startOf(input, lastSeq);
  const end = Math.min(start + limit, (input.before ?? lastSeq + 1) - 1);
  const rows = await messageRows(
    context.db,
    conversationId,
    personId,
    clearanceOf(context),
    sql`m.seq > ${start} and m.seq <= ${end}`,
  );
  const own = rows.filter((row) => row.senderId === personId).map((row) => row.seq);
  const readers = own.length === 0 ? [] : await readersOf(own);
  return { rows, readers, lastSeq: Math.max(lastSeq, rows.at(-1)?.seq ?? 0), personId };

  async function readersOf(seqs: readonly number[]) {
    const found = await sql<{ personId: string; from: number; upTo: number }>`
      select o.person_id as "personId", min(s.seq) as from, max(s.seq) as "upTo"
      from messaging.member o join unnest(${sql.val(seqs)}::int[]) as s(seq) on s.seq > o.joined_seq and s.seq <= o.read_seq
      where o.conversation_id = ${conversationId} and o.left_at is null and o.person_id <> ${personId}
      group by o.person_id order by o.person_id`.execute(context.db);
    return found.rows;
  }
});
