import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { mostHeldNames } from '#modules/directory/contract/hand-over-line.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { AccessTables } from '../access-tables.ts';

export const heldRoles = handle<AccessTables>()(contract.heldRoles, async (context, { personId }) => {
  const name = sql.ref(context.language === 'zh' ? 'r.name_zh' : 'r.name_en');
  const { rows } = await sql<{ name: string }>`
    select ${name} as name from access.role_assignment a join access.role r on r.id = a.role_id
    join directory.published_person p on p.id = a.person_id
    where a.person_id = ${personId}::uuid and a.ended_at is null and ${context.within(managePeople, 'p.id')}
    order by 1`.execute(context.db);
  return { count: rows.length, names: rows.slice(0, mostHeldNames).map((row) => row.name) };
});
