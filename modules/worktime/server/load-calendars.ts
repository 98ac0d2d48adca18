import { type QueryExecutorProvider, sql } from 'kysely';
import type { Week } from '../contract/work-calendar.ts';
import type { CalendarParts } from '../domain/inherit-calendar.ts';

type Stored = CalendarParts & { readonly revision: number };

/** The company's calendar, and what an employer changed of it (null: nothing yet). */
export interface LoadedCalendars {
  readonly company: Stored & { readonly week: Week };
  readonly own: Stored | null;
}

/** Reads the company's calendar and, where one is asked for, an employer's. */
export async function loadCalendars(db: QueryExecutorProvider, employerId: string | null): Promise<LoadedCalendars> {
  const { rows } = await sql<Stored & { of_company: boolean }>`
    select c.employer_id is null as of_company, c.week, c.revision,
      array(select y.year from worktime.calendar_year y where y.calendar_id = c.calendar_id order by y.year) as years,
      coalesce((
        select jsonb_object_agg(d.date::text, case d.kind
          when 'plain' then jsonb_build_object('kind', 'plain')
          when 'holiday' then jsonb_build_object(
            'kind', 'holiday', 'name', jsonb_build_object('zh', d.name_zh, 'en', d.name_en), 'statutory', d.statutory)
          else jsonb_strip_nulls(jsonb_build_object(
            'kind', 'workday', 'name', jsonb_build_object('zh', d.name_zh, 'en', d.name_en), 'hours', d.hours))
        end)
        from worktime.calendar_day d where d.calendar_id = c.calendar_id
      ), '{}') as days
    from worktime.calendar c
    where c.employer_id is null or c.employer_id = ${employerId}::uuid`.execute(db);
  const company = rows.find((row) => row.of_company);
  if (company === undefined || company.week === null) throw new Error('the company has no calendar');
  return { company: { ...company, week: company.week }, own: rows.find((row) => !row.of_company) ?? null };
}
