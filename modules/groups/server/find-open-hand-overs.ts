import { sql } from 'kysely';
import type { HandOverCause } from '../contract/shapes.ts';
import type { Command } from './groups-tables.ts';
import { recordBreach } from './record-breach.ts';

interface Open {
  conversation_id: string;
  employer_id: string;
  name: string;
  why: HandOverCause;
  from_id: string;
  told_at: string;
}

/**
 * Hand-overs whose day has come without anybody named, each once; of one leader, or of all. Where somebody was named and hasn't
 * answered, the leader did his part (S2 13, 20).
 */
export async function findOpenHandOvers(context: Command, fromId: string | null = null): Promise<void> {
  const now = context.now.toString();
  const today = sql`(${now}::timestamptz at time zone e.time_zone)::date`;
  const { rows } = await sql<Open>`
    update groups.hand_over h set breach_at = ${now}
    from groups.governed g join directory.published_employer e on e.id = g.employer_id
    where g.conversation_id = h.conversation_id and h.state = 'open' and h.to_id is null and h.why <> 'other'
      and h.told_at is not null and h.breach_at is null and (g.grace_until is null or g.grace_until <= ${today})
      and (${fromId}::uuid is null or h.from_id = ${fromId}::uuid)
      and case h.why when 'leaving' then h.due_on <= ${today} else h.due_on < ${today} end
    returning h.conversation_id, g.employer_id, g.name, h.why, h.from_id, h.told_at`.execute(context.db);
  for (const row of rows) {
    const facts = { liableId: row.from_id, subjectId: null, toldAt: row.told_at, dueAt: now };
    await recordBreach(context, row, { breach: 'handOverOpen', because: row.why, ...facts });
  }
}
