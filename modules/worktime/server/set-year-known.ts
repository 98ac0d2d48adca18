import type { CommandContext } from '#kernel/server/context.ts';
import type { WorktimeTables } from './worktime-tables.ts';

/** Says that the holidays of a year are complete in a calendar, or that they aren't. */
export async function setYearKnown(
  db: CommandContext<WorktimeTables>['db'],
  calendarId: string,
  year: number,
  known: boolean,
): Promise<void> {
  if (known) {
    await db
      .insertInto('worktime.calendar_year')
      .values({ calendar_id: calendarId, year })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  await db
    .deleteFrom('worktime.calendar_year')
    .where('calendar_id', '=', calendarId)
    .where('year', '=', year)
    .execute();
}
