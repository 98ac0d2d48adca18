import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { scimRefused } from '../../contract/failures.ts';
import * as contract from '../../contract/scim.ts';
import { pickAttributes } from '../../domain/scim/pick-attributes.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { callingApplication } from '../scim/calling-application.ts';
import { type Columns, columnAt, compileFilter } from '../scim/compile-filter.ts';
import { type GroupRow, groupColumns, groupResource, groupSource, membersOfGroup } from '../scim/group-source.ts';
import { groupsOfUser, type UserRow, userColumns, userResource, userSource } from '../scim/user-source.ts';

const most = 200;
const furthest = 2_000_000_000;

export const scimList = handle<IntegrationsTables>()(contract.scimList, async (context, input) => {
  const applicationId = callingApplication(context);
  const ofUsers = input.kind === 'Users';
  const columns = ofUsers ? userColumns : groupColumns;
  const source: RawBuilder<unknown> = ofUsers ? userSource(context, applicationId) : groupSource(context);
  const where = input.filter === undefined ? sql`true` : compileFilter(input.filter, columns);
  const startIndex = Math.min(Math.max(input.startIndex, 1), furthest);
  const count = Math.min(Math.max(input.count, 0), most);
  const order = sql`${sortedBy(columns, input.sortBy)} ${sql.raw(input.descending ? 'desc' : 'asc')} nulls last, u.id`;
  const { rows: totals } = await sql<{ total: number }>`
    select count(*)::int as total from ${source} where ${where}`.execute(context.db);
  const withMembers = !input.excludedAttributes.some((name) => name.toLowerCase() === 'members');
  const more = ofUsers ? groupsOfUser : withMembers ? membersOfGroup(context) : sql`'[]'::json as members`;
  const { rows } = await sql<UserRow | GroupRow>`
    select u.*, ${more} from ${source} where ${where} order by ${order}
    limit ${count} offset ${startIndex - 1}`.execute(context.db);
  return {
    total: totals[0]?.total ?? 0,
    startIndex,
    resources: rows.map((row) =>
      pickAttributes(ofUsers ? userResource(row as UserRow) : groupResource(row as GroupRow), input),
    ),
  };
});

function sortedBy(columns: Columns, name: string | undefined): RawBuilder<unknown> {
  if (name === undefined) return sql`u.id`;
  const column = columnAt(columns, name) ?? columnAt(columns, name.replace(/\.value$/i, ''));
  const single = column?.kind === 'many' ? column.elements[0]?.value : column;
  if (!single || single.kind === 'many')
    throw refuse(scimRefused, { scimType: 'invalidValue', detail: `sortBy ${name}` });
  return single.kind === 'text' ? sql`lower(${single.value}) collate "C"` : single.value;
}
