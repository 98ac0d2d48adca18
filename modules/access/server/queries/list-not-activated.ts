import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/activation.ts';
import { activatePeople } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

export const listNotActivated = handle<AccessTables>()(contract.listNotActivated, async (context, input) => {
  const chosen = sql`p.active and ${context.within(activatePeople, 'p.id')}
    ${input.employerId ? sql`and p.employer_id = ${input.employerId}::uuid` : sql``}
    ${
      input.departmentId
        ? sql`and exists (select from directory.published_membership m
            join directory.published_department_tree t on t.descendant_id = m.department_id
            where m.person_id = p.id and t.ancestor_id = ${input.departmentId}::uuid)`
        : sql``
    }
    ${input.text ? sql`and (strpos(lower(p.name), lower(${input.text})) > 0 or strpos(lower(p.account), lower(${input.text})) > 0)` : sql``}`;
  const missing = sql`not exists (select from access.credential c where c.person_id = p.id)`;
  const [sortKey, personId] = input.cursor ? readCursor(input.cursor) : [undefined, undefined];
  const { rows } = await sql<{
    id: string;
    name: string;
    account: string;
    employer: string;
    department: string | null;
    sort_key: string;
    issued_at: string | null;
    expires_at: string | null;
    code: 'none' | 'open' | 'expired' | 'void';
  }>`
    select p.id, p.name, p.account, e.name as employer, d.name as department, p.sort_key, k.made_at as issued_at, k.expires_at,
      case when k.person_id is null then 'none' when k.voided_at is not null then 'void'
        when k.expires_at <= ${context.now.toString()}::timestamptz then 'expired' else 'open' end as code
    from directory.published_person p
    join directory.published_employer e on e.id = p.employer_id
    left join directory.published_department d on d.id = p.main_department_id
    left join lateral (
      select k.person_id, k.voided_at, k.expires_at, b.made_at from access.activation_code k
      join access.activation_batch b on b.id = k.batch_id
      where k.person_id = p.id order by b.made_at desc, k.voided_at desc nulls first limit 1
    ) k on true
    where ${chosen} and ${missing}
      ${sortKey === undefined ? sql`` : sql`and (p.sort_key, p.id) > (${sortKey}, ${personId}::uuid)`}
    order by p.sort_key, p.id limit ${input.limit + 1}`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const counts = input.cursor
    ? undefined
    : (
        await sql<{ total: number; people: number }>`
          select count(*) filter (where ${missing}) as total, count(*) as people
          from directory.published_person p where ${chosen}`.execute(context.db)
      ).rows[0];
  return {
    rows: shown.map((row) => ({
      personId: row.id,
      name: row.name,
      account: row.account,
      employer: row.employer,
      department: row.department,
      code: row.code,
      issuedAt: row.issued_at,
      expiresAt: row.expires_at,
    })),
    ...(last ? { next: writeCursor([last.sort_key, last.id]) } : {}),
    ...counts,
  };
});
