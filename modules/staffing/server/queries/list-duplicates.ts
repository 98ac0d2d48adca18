import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/clean-up.ts';
import type { StaffingTables } from '../staffing-tables.ts';

const most = 200;

/** Somebody who manages one of them sees all: the other account may be just outside. */
export const listDuplicates = handle<StaffingTables>()(contract.listDuplicates, async (context) => {
  const { rows } = await sql<{
    names: number;
    people: { id: string; name: string; account: string; department: string | null }[];
  }>`
    with person as (
      select p.id, p.name, p.account, d.name as department, ${context.within(managePeople, 'p.id')} as managed,
        right(regexp_replace(c.phone, '[^0-9]', '', 'g'), 11) as digits
      from directory.published_person p join directory.published_contact c on c.person_id = p.id
      left join directory.published_department d on d.id = p.main_department_id
      where p.active and c.phone is not null
    )
    select count(distinct name)::int as names,
      json_agg(json_build_object('id', id, 'name', name, 'account', account, 'department', department) order by id) as people
    from person where length(digits) >= 7 group by digits
    having count(*) > 1 and bool_or(managed)
      and not exists (select from staffing.different_people s where s.person_ids = array_agg(id order by id))
    order by count(distinct name), min(name) limit ${most + 1}`.execute(context.db);
  return {
    rows: rows.slice(0, most).map(({ names, people }) => ({
      why: names < people.length ? ('sameNameAndPhone' as const) : ('samePhone' as const),
      people,
    })),
    more: rows.length > most,
  };
});
