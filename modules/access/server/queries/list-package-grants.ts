import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/packages.ts';
import { assignFromPackages } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { packageAssignable, packageVisible } from '../packages/package-within.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const listPackageGrants = handle<AccessTables>()(contract.listPackageGrants, async (context, input) => {
  const { rows: seen } = await sql<{ assignable: boolean }>`
    select ${packageAssignable(context)} as assignable from access.department_package k
    where k.id = ${input.packageId}::uuid and ${packageVisible(context)}`.execute(context.db);
  if (!seen[0]) throw refuse(notFound);
  const takes = seen[0].assignable && context.may(assignFromPackages);
  const [, after] = input.cursor ? readCursor(input.cursor) : [undefined, undefined];
  const { rows } = await sql<{ id: string; permission: string; granted_at: string; person: Named; giver: Named }>`
    select g.id, g.permission, g.granted_at, json_build_object('id', p.id, 'name', p.name) as person,
      json_build_object('id', b.id, 'name', b.name) as giver
    from access.package_grant g
    join directory.published_person p on p.id = g.person_id
    join directory.published_person b on b.id = g.granted_by
    where g.package_id = ${input.packageId}::uuid and g.ended_at is null
      ${after ? sql`and g.id < ${after}::uuid` : sql``}
    order by g.id desc limit ${input.limit + 1}`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const sentences = new Map(
    context.contracts.flatMap((module) => module.permissions.map((one) => [one.name, one.sentence])),
  );
  return {
    rows: shown.flatMap((row) => {
      const sentence = sentences.get(row.permission);
      return sentence
        ? [
            {
              id: row.id,
              person: row.person,
              permission: row.permission,
              sentence: { ...sentence },
              givenBy: row.giver,
              givenAt: row.granted_at,
              may: takes ? (['takeBack'] as const).slice() : [],
            },
          ]
        : [];
    }),
    ...(last ? { next: writeCursor([last.granted_at, last.id]) } : {}),
  };
});
