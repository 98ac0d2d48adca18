import { sql } from 'kysely';
import { complaintTurned } from '../../contract/events.ts';
import { complaintDecided } from '../../contract/notices.ts';
import type { Command } from '../privacy-tables.ts';
import type { StoredComplaint } from './complaint-rows.ts';
import { holdsFunction } from './concerned-by.ts';
import { functionHolders } from './function-holders.ts';
import { independentDeciders } from './independent-deciders.ts';
import { tell } from './tell.ts';

/** Takes a complaint to its next state, and tells whoever may see it; when it is closed, the accused too. */
export async function turnComplaint(
  context: Command,
  { id, complainant_id: complainantId, counted_from_id: countedFromId }: StoredComplaint,
  state: 'answered' | 'objected' | 'closed',
  deciderIds?: readonly string[],
): Promise<void> {
  await sql`update privacy.complaint set state = ${state}, closed_at = ${state === 'closed' ? context.now.toString() : null}
    where id = ${id}::uuid`.execute(context.db);
  context.about('privacyComplaint', id);
  const answered = await sql<{ by_id: string }>`
    select by_id from privacy.answer where complaint_id = ${id}::uuid`.execute(context.db);
  const accused = state === 'closed' ? await accusedOf(context, id, complainantId) : [];
  await tell(context, complaintDecided, id, accused, {});
  const toldIds = new Set([
    ...[complainantId, ...answered.rows.map((row) => row.by_id), ...accused],
    ...(deciderIds ?? (await independentDeciders(context, id, countedFromId))),
  ]);
  context.emit(complaintTurned, { complaintId: id, state, toldIds: [...toldIds] });
}

/** The accused person, the heads of the accused department, or who holds the accused function; never who complained. */
async function accusedOf(context: Command, complaintId: string, complainantId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from privacy.complaint c join directory.published_person p on p.active and p.id <> ${complainantId}::uuid
    where c.id = ${complaintId}::uuid and (p.id = c.about_person_id
      or exists (select from directory.published_head h where h.department_id = c.about_department_id and h.person_id = p.id)
      or ${holdsFunction(sql<string>`p.id`, await functionHolders(context, complainantId))})`.execute(context.db);
  return rows.map(({ id }) => id);
}
