import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { uuidIn } from '#kernel/server/database/uuid-in.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/break-glass.ts';
import type { AccessTables } from '../access-tables.ts';
import { doneWhileOpen, standsIn } from '../grants/done-while-open.ts';

type Row = OutputOf<typeof contract.listGlassChanges>['rows'][number];

export const listGlassChanges = handle<AccessTables>()(contract.listGlassChanges, async (context, input) => {
  const { db } = context;
  const { glassId, cursor, limit } = input;
  const { rows: opened } = await sql`
    select from access.break_glass where id = ${glassId}::uuid and opened_at is not null`.execute(db);
  if (opened.length === 0) throw refuse(notFound);
  const { rows } = await sql<Omit<Row, 'summary'>>`
    select a.id, a.at, a.operation, ${standsIn} as alone,
      (select coalesce(json_agg(json_build_object('type', o.value ->> 'type', 'id', o.value ->> 'id', 'name', p.name)
          order by o.ordinality), '[]')
       from jsonb_array_elements(a.objects) with ordinality o
       left join directory.published_person p on o.value ->> 'type' = 'person' and p.id = ${uuidIn(sql`o.value ->> 'id'`)}
       where o.value ->> 'type' <> 'breakGlass') as objects
    from access.break_glass g join kernel.audit a on ${doneWhileOpen(context)}
    where g.id = ${glassId}::uuid
      ${cursor ? sql`and (a.at, a.id) > (select b.at, b.id from kernel.audit b where b.id = ${cursor}::uuid)` : sql``}
    order by a.at, a.id limit ${limit + 1}`.execute(db);
  const operations = new Map(
    context.contracts.flatMap((module) => module.operations).map(({ name, summary }) => [name, summary] as const),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => {
      const { zh, en } = operations.get(row.operation) ?? { zh: row.operation, en: row.operation };
      return { ...row, summary: { zh, en } };
    }),
    ...(last ? { next: last.id } : {}),
  };
});
