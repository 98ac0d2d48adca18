import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { hasLeft } from '../contract/failures.ts';
import { managePeople } from '../contract/permissions.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { todayIn } from '../domain/today-in.ts';
import { loadEmployers } from './employer-table.ts';
import { loadPeople, type PersonRecord } from './person-table.ts';

/** An active person whom the actor manages, at the revision that the actor saw, locked; with the day it is where they work. */
export async function loadManagedPerson(
  context: CommandContext<DirectoryViews>,
  personId: string,
  revision: number,
): Promise<{ record: PersonRecord; timeZone: string; today: string }> {
  const { db } = context;
  const { rows } = await sql`
    select from directory.person p where p.id = ${personId}::uuid and ${context.within(managePeople, 'p.id')}`.execute(
    db,
  );
  const record = rows.length === 1 ? (await loadPeople(db, [personId], 'update')).get(personId) : undefined;
  if (!record) throw refuse(notFound);
  if (record.left_on !== null) throw refuse(hasLeft);
  if (record.revision !== revision) throw refuse(changedMeanwhile);
  const employer = (await loadEmployers(db, [record.employer_id])).get(record.employer_id);
  const timeZone = employer?.time_zone ?? 'UTC';
  return { record, timeZone, today: todayIn(timeZone, context.now) };
}
