import { type QueryExecutorProvider, sql } from 'kysely';
import { spreadClasses } from '../../domain/statistics/spread.ts';
import { type Figure, figureRows } from './figure.ts';

const added = (column: string) =>
  sql`array[${sql.join(
    Array.from({ length: spreadClasses }, (_, at) => {
      const place = sql.lit(at + 1);
      return sql`s.${sql.ref(column)}[${place}] + excluded.${sql.ref(column)}[${place}]`;
    }),
  )}]`;
const named = (column: string) =>
  sql`(array(select distinct u from unnest(s.${sql.ref(column)} || excluded.${sql.ref(column)}) u order by u))[1:3]`;

/** Adds what was counted to the days and months that it belongs to. */
export async function addFigures(db: QueryExecutorProvider, figures: readonly Figure[]): Promise<void> {
  if (figures.length === 0) return;
  await sql`
    insert into approvals.statistic as s (what, grain, day, kind, node_id, outcome, employer_id, department_id, person_id, version,
      count, limited, overdue, elapsed, elapsed_spread, working, working_spread, people, applicants)
    select what, grain, day, kind, node_id, outcome, employer_id, department_id, person_id, version,
      count, limited, overdue, elapsed, elapsed_spread, working, working_spread, people, applicants
    from json_to_recordset(${JSON.stringify(figureRows(figures))}::json) as x(what text, grain text, day date, kind text,
      node_id text, outcome text, employer_id uuid, department_id uuid, person_id uuid, version int, count int, limited int,
      overdue int, elapsed float8, elapsed_spread int[], working float8, working_spread int[], people uuid[], applicants uuid[])
    on conflict (what, grain, day, kind, node_id, outcome, employer_id, department_id, person_id) do update set
      version = greatest(s.version, excluded.version), count = s.count + excluded.count,
      limited = s.limited + excluded.limited, overdue = s.overdue + excluded.overdue,
      elapsed = s.elapsed + excluded.elapsed, elapsed_spread = ${added('elapsed_spread')},
      working = s.working + excluded.working, working_spread = ${added('working_spread')},
      people = ${named('people')}, applicants = ${named('applicants')}`.execute(db);
}
