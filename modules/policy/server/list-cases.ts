import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CaseRow } from '../contract/case-file.ts';
import { matterOf } from '../domain/about-fact.ts';
import { type CaseRecord, caseColumns, caseJoins } from './case-table.ts';
import { type Rights, rightsColumns, rightsNow } from './load-case.ts';
import { type Named, namesOf } from './names-of.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import type { Query } from './policy-tables.ts';

/** A case as lists show it. */
export function rowOf(context: Query, row: CaseRecord & Rights, names: (id: string) => Named): CaseRow {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    document: row.cited.document,
    articleNumber: row.cited.articleNumber,
    matter: matterOf(row.fact),
    liable: names(row.liable_id),
    happenedAt: row.happened_at,
    foundAt: row.found_at,
    points: row.points,
    dueAt: row.due_at,
    may: rightsNow(context, row),
  };
}

/** A page of cases in the order of a column of time: the newest found first, or the soonest due first. */
export async function listCases(
  context: Query,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  which: RawBuilder<SqlBool>,
  order: 'found_at' | 'due_at',
) {
  const after = readCursor(input.cursor);
  const column = sql.ref(`c.${order}`);
  const descends = order === 'found_at';
  const beyond = after
    ? descends
      ? sql`(${column}, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : sql`(${column}, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql`true`;
  const direction = descends ? sql`desc` : sql`asc`;
  const { rows } = await sql<CaseRecord & Rights>`
    select ${caseColumns}, ${rightsColumns(context)} from ${caseJoins} where ${which} and ${beyond}
    order by ${column} ${direction}, c.id ${direction} limit ${input.limit + 1}`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const names = await namesOf(
    context,
    shown.map((row) => row.liable_id),
  );
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => rowOf(context, row, names)),
    ...(rows.length > input.limit && last ? { next: writeCursor(last[order] ?? last.found_at, last.id) } : {}),
  };
}
