import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { personMoved } from '../../contract/events.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { whoTakesOver } from '../../domain/who-takes-over.ts';
import { loadLinks } from '../person-links.ts';
import { lockSupervision, supervisionTable, supervisorsAbove } from '../supervision-table.ts';
import { syncLinks } from '../sync-links.ts';

/** Whoever reported to a leaver reports to the successor from this day on, else to the leaver's own supervisor; gives how many. */
export async function handReports(
  { db, emit }: Pick<CommandContext<DirectoryViews>, 'db' | 'emit'>,
  leaver: { readonly personId: string; readonly successorId: string | null; readonly day: string },
): Promise<number> {
  await lockSupervision(db);
  const own = (await loadLinks(db, [leaver.personId])).get(leaver.personId);
  const { rows: reports } = await sql<{ person_id: string }>`
    select person_id from directory.supervision where supervisor_id = ${leaver.personId}::uuid and valid_to is null
    order by person_id`.execute(db);
  const aboveSuccessor = leaver.successorId ? await supervisorsAbove(db, [leaver.successorId], 1000) : [];
  const handed = whoTakesOver({
    reports: reports.map((row) => row.person_id),
    supervisorId: own?.supervisorId ?? null,
    successorId: leaver.successorId,
    aboveSuccessor: aboveSuccessor.map((row) => row.supervisor_id),
  });
  const ids = handed.map((one) => one.personId);
  await syncLinks(db, supervisionTable, {
    owners: ids,
    wanted: handed.flatMap((one) =>
      one.supervisorId ? [{ person_id: one.personId, supervisor_id: one.supervisorId }] : [],
    ),
    day: leaver.day,
  });
  const links = await loadLinks(db, ids);
  const { rows: employers } = await sql<{ id: string; employer_id: string }>`
    select id, employer_id from directory.person where id = any(${sql.val(ids)}::uuid[])`.execute(db);
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
  return handed.length;
}
