import { sql } from 'kysely';
import { findHolders } from '#modules/access/contract/holders.ts';
import { decideComplaints } from '../../contract/permissions.ts';
import type { Command } from '../privacy-tables.ts';
import { concernedBy } from './concerned-by.ts';
import { functionHolders } from './function-holders.ts';

/**
 * Who may answer a complaint now: holders of the permission, counted from a person, whom the complaint doesn't concern and who
 * haven't answered it before.
 */
export async function independentDeciders(
  context: Command,
  complaintId: string,
  countedFromId: string,
): Promise<readonly string[]> {
  const rule = { kind: 'permission', permission: decideComplaints.name } as const;
  const { answers } = await context.read(findHolders, { questions: [{ key: 'all', personId: countedFromId, rule }] });
  const { rows } = await sql<{ id: string }>`
    select p.id from privacy.complaint c join directory.published_person p
      on p.id = any(${sql.val(answers[0]?.personIds ?? [])}::uuid[]) and p.active
    where c.id = ${complaintId}::uuid and not ${concernedBy(sql<string>`p.id`, await functionHolders(context, countedFromId))}
      and not exists (select from privacy.answer a where a.complaint_id = c.id and a.by_id = p.id)
    order by p.id`.execute(context.db);
  return rows.map(({ id }) => id);
}
