import { type QueryExecutorProvider, sql } from 'kysely';

type ColumnType = 'uuid' | 'int' | 'boolean' | 'text';

/** A table whose rows hold from one day to another and belong to one owner (a person, a department). */
export interface ValidityTable {
  readonly name: string;
  readonly owner: string;
  /** What a row says of its owner. */
  readonly columns: Readonly<Record<string, ColumnType>>;
}

/**
 * Makes what holds of these owners from this day on exactly the wanted rows, for one owner or ten thousand, in two statements:
 * rows that no longer hold end on that day (or go, if they had only begun then), missing ones begin on it.
 */
export async function syncLinks(
  db: QueryExecutorProvider,
  table: ValidityTable,
  change: { owners: readonly string[]; wanted: readonly Readonly<Record<string, unknown>>[]; day: string },
): Promise<void> {
  if (change.owners.length === 0) return;
  const name = sql.table(table.name);
  const owner = sql.ref(table.owner);
  const columns = { [table.owner]: 'uuid' as ColumnType, ...table.columns };
  const names = Object.keys(columns);
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(change.wanted)}::jsonb) as w(${sql.join(
    Object.entries(columns).map(([column, type]) => sql`${sql.ref(column)} ${sql.raw(type)}`),
  )})`;
  const same = sql`${sql.join(
    names.map((column) =>
      column === table.owner
        ? sql`m.${sql.ref(column)} = w.${sql.ref(column)}`
        : sql`m.${sql.ref(column)} is not distinct from w.${sql.ref(column)}`,
    ),
    sql` and `,
  )}`;
  const owners = sql`${sql.val(change.owners)}::uuid[]`;
  await sql`
    with wanted as materialized (select * from ${wanted}),
    over as materialized (
      select m.ctid as place, m.valid_from from ${name} m
      where m.${owner} = any(${owners}) and m.valid_to is null and not exists (select from wanted w where ${same})
    ),
    gone as (delete from ${name} t using over o where t.ctid = o.place and o.valid_from >= ${change.day}::date)
    update ${name} t set valid_to = ${change.day}::date from over o
    where t.ctid = o.place and o.valid_from < ${change.day}::date`.execute(db);
  if (change.wanted.length === 0) return;
  await sql`
    insert into ${name} (${sql.join(names.map((column) => sql.ref(column)))}, valid_from)
    select ${sql.join(names.map((column) => sql`w.${sql.ref(column)}`))}, ${change.day}::date from ${wanted}
    where not exists (select from ${name} m where ${same} and m.valid_to is null)`.execute(db);
}
