import { type RawBuilder, sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/people.ts';
import { exportPeople, managePeople, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { peopleWithin } from '../department-reach.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { readPersonRows } from '../person-rows.ts';
import { personSearch } from '../person-search.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';
import { foundByWhatShows } from '../visibility/visible-people.ts';

export const listPeople = handle<DirectoryViews>()(contract.listPeople, async (context, input) => {
  const { db } = context;
  const hidden = await hiddenFrom(context);
  const conditions: RawBuilder<unknown>[] = [
    sql`${peopleWithin(context, readDirectory, input.departmentId)} and not ${hidden.of(['person'], 'p.id')}`,
    input.state === 'active' ? sql`p.left_on is null` : sql`p.left_on is not null`,
  ];
  if (input.state === 'left' || input.incomplete) {
    context.require(managePeople);
    conditions.push(sql`${peopleWithin(context, managePeople, input.departmentId)}`);
  }
  if (input.departmentId !== undefined) {
    const within = input.below
      ? sql`m.department_id in (select descendant_id from directory.department_tree
          where ancestor_id = ${input.departmentId}::uuid and valid_to is null)`
      : sql`m.department_id = ${input.departmentId}::uuid`;
    conditions.push(
      sql`p.id in (select m.person_id from directory.membership m where m.valid_to is null and ${within})`,
    );
  }
  if (input.postId !== undefined) {
    conditions.push(sql`p.id in (select h.person_id from directory.post_holding h
      where h.valid_to is null and h.post_id = ${input.postId}::uuid)`);
  }
  if (input.employerId !== undefined) conditions.push(sql`p.employer_id = ${input.employerId}::uuid`);
  if (input.incomplete) {
    conditions.push(sql`(p.photo is null or p.phone is null or p.email is null or (p.post_hint is null
      and not exists (select from directory.post_holding h where h.person_id = p.id and h.valid_to is null)))`);
  }
  if (input.text !== undefined) {
    const search = await personSearch(db, input.text, input.state);
    conditions.push(search?.where ?? sql`false`, foundByWhatShows(hidden, input.text));
  }
  const all = sql`${sql.join(conditions, sql` and `)}`;
  let after = sql`true`;
  if (input.cursor !== undefined) {
    const [key = '', id = ''] = readCursor(input.cursor, 2);
    after = sql`(p.sort_key, p.id) > (${key}, ${id}::uuid)`;
  }
  const found = await readPersonRows(db, { where: sql`${all} and ${after}`, limit: input.limit + 1, hidden });
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  const total =
    input.cursor === undefined
      ? (await sql<{ total: number }>`select count(*)::int as total from directory.person p where ${all}`.execute(db))
          .rows[0]
      : undefined;
  return {
    rows: rows.map(({ sortKey: _, ...row }) => row),
    ...(found.length > input.limit && last ? { next: writeCursor([last.sortKey, last.id]) } : {}),
    ...(total ? { total: total.total } : {}),
    may: [
      ...(context.may(managePeople) ? (['create', 'manage'] as const) : []),
      ...(context.may(exportPeople) ? (['export'] as const) : []),
    ],
  };
});
