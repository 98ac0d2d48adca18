import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { headChanged, personLeft, personMoved } from '../contract/events.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { whoTakesOver } from '../domain/who-takes-over.ts';
import { headsOf, setHeads } from './headship-table.ts';
import { loadLinks } from './person-links.ts';
import type { PersonRecord } from './person-table.ts';
import { lockSupervision, supervisionTable, supervisorsAbove } from './supervision-table.ts';
import { syncLinks } from './sync-links.ts';
import { writePeople } from './write-people.ts';

type Work = Pick<CommandContext<DirectoryViews>, 'db' | 'emit'>;

/**
 * The person is gone from this day on (D6): departments, posts and headships end; those who reported to the person report to
 * the successor, else to the person's own supervisor. The row stays: account and id are never used again.
 */
export async function applyLeave(
  { db, emit }: Work,
  record: PersonRecord,
  leave: { readonly leftOn: string; readonly lastDay: string; readonly successorId: string | null },
): Promise<void> {
  const day = leave.leftOn;
  await lockSupervision(db);
  const own = (await loadLinks(db, [record.id])).get(record.id);
  const { rows: reports } = await sql<{ person_id: string }>`
    select person_id from directory.supervision where supervisor_id = ${record.id}::uuid and valid_to is null
    order by person_id`.execute(db);
  const aboveSuccessor = leave.successorId ? await supervisorsAbove(db, [leave.successorId], 1000) : [];
  const handed = whoTakesOver({
    reports: reports.map((row) => row.person_id),
    supervisorId: own?.supervisorId ?? null,
    successorId: leave.successorId,
    aboveSuccessor: aboveSuccessor.map((row) => row.supervisor_id),
  });
  await writePeople(db, {
    created: [],
    changed: [{ record: { ...record, left_on: day }, departments: [], posts: [], supervisorId: null }],
    day,
  });
  await syncLinks(db, supervisionTable, {
    owners: handed.map((one) => one.personId),
    wanted: handed.flatMap((one) =>
      one.supervisorId ? [{ person_id: one.personId, supervisor_id: one.supervisorId }] : [],
    ),
    day,
  });
  const { rows: headed } = await sql<{ department_id: string }>`
    select department_id from directory.headship where person_id = ${record.id}::uuid and valid_to is null`.execute(db);
  const before = await headsOf(
    db,
    headed.map((row) => row.department_id),
  );
  const after = new Map([...before].map(([id, heads]) => [id, heads.filter((head) => head !== record.id)]));
  await setHeads(db, after, day);
  for (const [departmentId, personIds] of after) {
    emit(headChanged, { departmentId, personIds, beforeIds: before.get(departmentId) ?? [] });
  }
  const links = await loadLinks(
    db,
    handed.map((one) => one.personId),
  );
  const { rows: employers } = await sql<{ id: string; employer_id: string }>`
    select id, employer_id from directory.person
    where id = any(${sql.val(handed.map((one) => one.personId))}::uuid[])`.execute(db);
  for (const { id, employer_id } of employers) {
    const departmentIds = links.get(id)?.departments.map((one) => one.departmentId) ?? [];
    emit(personMoved, {
      personId: id,
      employerId: employer_id,
      departmentIds,
      beforeDepartmentIds: departmentIds,
      supervisorId: links.get(id)?.supervisorId ?? null,
    });
  }
  emit(personLeft, {
    personId: record.id,
    employerId: record.employer_id,
    lastDay: leave.lastDay,
    successorId: leave.successorId,
  });
}
