import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { manageCalendar } from '../contract/permissions.ts';
import type { WorktimeTables } from './worktime-tables.ts';

/** Whether the actor may change the calendar of an employer or (null) of the company. */
export function mayManage(context: Pick<QueryContext<WorktimeTables>, 'reach'>, employerId: string | null): boolean {
  const reach = context.reach(manageCalendar);
  return reach.company || (employerId !== null && reach.employerIds.includes(employerId));
}

/** Refuses with 404 an employer that there isn't. */
export async function requireEmployer(
  db: QueryContext<WorktimeTables>['db'],
  employerId: string | null,
): Promise<void> {
  if (employerId === null) return;
  const found = await db
    .selectFrom('directory.published_employer')
    .select('id')
    .where('id', '=', employerId)
    .executeTakeFirst();
  if (found === undefined) throw refuse(notFound);
}
