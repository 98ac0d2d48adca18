import { sql } from 'kysely';
import type { Command } from '../privacy-tables.ts';
import { independentDeciders } from './independent-deciders.ts';

/**
 * Passes a complaint to those of the complainant's employer who may decide it; where all of them are concerned by it, to those
 * of the employer above, and so on. Gives them; empty where there is nobody, which the complaint then says.
 */
export async function passOn(
  context: Command,
  { complaintId, complainantId }: { complaintId: string; complainantId: string },
): Promise<readonly string[]> {
  const { rows } = await sql<{ counted_from_id: string }>`
    with recursive up(id, parent_id, level) as (
      select e.id, e.parent_id, 0 from directory.published_person p
        join directory.published_employer e on e.id = p.employer_id where p.id = ${complainantId}::uuid
      union all select e.id, e.parent_id, up.level + 1 from up
        join directory.published_employer e on e.id = up.parent_id where up.level < 20)
    select counted.id as counted_from_id from up
    cross join lateral (
      select p.id from directory.published_person p
      where case when up.level = 0 then p.id = ${complainantId}::uuid else p.employer_id = up.id and p.active end
      order by p.id limit 1) counted
    order by up.level`.execute(context.db);
  for (const { counted_from_id: countedFromId } of rows) {
    const deciderIds = await independentDeciders(context, complaintId, countedFromId);
    if (deciderIds.length === 0) continue;
    await sql`update privacy.complaint set counted_from_id = ${countedFromId}::uuid, nobody_decides = false
      where id = ${complaintId}::uuid`.execute(context.db);
    return deciderIds;
  }
  await sql`update privacy.complaint set counted_from_id = complainant_id, nobody_decides = true
    where id = ${complaintId}::uuid`.execute(context.db);
  return [];
}
