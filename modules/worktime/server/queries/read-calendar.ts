import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import { calendarYear } from '../../domain/calendar-year.ts';
import { loadCalendars } from '../load-calendars.ts';
import { mayManage, requireEmployer } from '../may-manage.ts';
import { chineseCalendar } from '../seed/chinese-calendar.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const readCalendar = handle<WorktimeTables>()(operations.readCalendar, async (context, { employerId, year }) => {
  await requireEmployer(context.db, employerId);
  const { company, own } = await loadCalendars(context.db, employerId);
  return {
    employerId,
    year,
    revision: (employerId === null ? company.revision : own?.revision) ?? 0,
    followsCompanyHours: employerId !== null && (own?.week ?? null) === null,
    week: own?.week ?? company.week,
    ...calendarYear(company, own, year),
    known: company.years.includes(year) || own?.years.includes(year) === true,
    official: chineseCalendar.has(year),
    may: mayManage(context, employerId) ? ['manage' as const] : [],
  };
});
