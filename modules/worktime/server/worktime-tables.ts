import type { Generated, JSONColumnType } from 'kysely';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { DayHours, Week } from '../contract/work-calendar.ts';

interface CalendarTable {
  calendar_id: string;
  /** null: the company's. */
  employer_id: string | null;
  /** null: the company's hours. */
  week: JSONColumnType<Week> | null;
  revision: Generated<number>;
}

interface CalendarDayTable {
  calendar_id: string;
  date: string;
  kind: 'holiday' | 'workday' | 'plain';
  /** Names are null on plain days only. */
  name_zh: string | null;
  name_en: string | null;
  statutory: Generated<boolean>;
  hours: JSONColumnType<DayHours> | null;
}

interface CalendarYearTable {
  calendar_id: string;
  year: number;
}

export interface WorktimeTables
  extends Pick<DirectoryViews, 'directory.published_employer' | 'directory.published_person'> {
  'worktime.calendar': CalendarTable;
  'worktime.calendar_day': CalendarDayTable;
  'worktime.calendar_year': CalendarYearTable;
}
