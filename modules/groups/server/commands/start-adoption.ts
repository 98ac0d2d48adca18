import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { adoptionChanged } from '../../contract/events.ts';
import { endTooLate } from '../../contract/failures.ts';
import { membershipRule } from '../../contract/membership-rule.ts';
import { adoptionNotice } from '../../contract/notices.ts';
import * as contract from '../../contract/operations.ts';
import { manageGroups } from '../../contract/permissions.ts';
import { proposeAdoption } from '../../domain/propose-adoption.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { tell } from '../tell.ts';

interface Free {
  id: string;
  name: string;
  owner_id: string;
  employer_id: string;
  company: string;
  member_count: number;
  department_id: string | null;
  department_name: string | null;
  from_department: number;
}

const MOST_DAYS = 366;

/** A proposal for each group that nobody governs: its name by the pattern, its owner as leader, its department where most are of one (G12). */
export const startAdoption = handle<GroupsTables>()(contract.startAdoption, async (context, input) => {
  const { graceUntil, members, conversationIds } = input;
  const today = context.now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
  if (graceUntil <= today.toString() || graceUntil > today.add({ days: MOST_DAYS }).toString()) {
    throw refuse(endTooLate, { days: MOST_DAYS });
  }
  const { rows } = await sql<Free>`
    select c.id, c.name, c.owner_id, o.employer_id, e.name as company, c.member_count,
      d.id as department_id, d.name as department_name, coalesce(d.people, 0)::int as from_department
    from messaging.published_group c join directory.published_person o on o.id = c.owner_id and o.active
    join directory.published_employer e on e.id = o.employer_id
    left join lateral (
      select f.id, f.name, count(*) as people from messaging.published_member m
      join directory.published_person p on p.id = m.person_id join directory.published_department f on f.id = p.main_department_id
      where m.conversation_id = c.id group by f.id, f.name order by count(*) desc, f.id limit 1) d on true
    where c.closed_at is null and ${context.within(manageGroups, 'c.owner_id')}
      and not exists (select from groups.governed g where g.conversation_id = c.id)
      and not exists (select from groups.adoption a where a.conversation_id = c.id)
      and ${conversationIds ? sql`c.id = any(${sql.val(conversationIds)}::uuid[])` : sql`c.member_count >= ${members}`}
    order by c.member_count desc, c.id limit 500`.execute(context.db);
  for (const free of rows) {
    const { kind, ownName, departmentId } = proposeAdoption(free);
    const rule = membershipRule.parse(departmentId ? { departments: [{ id: departmentId, below: true }] } : {});
    await sql`insert into groups.adoption (conversation_id, kind, own_name, leader_id, rule, grace_until, proposed_at, proposed_by)
      values (${free.id}, ${kind}, ${ownName}, ${free.owner_id}, ${JSON.stringify(rule)}::jsonb, ${graceUntil},
        ${context.now.toString()}, ${context.actor.kind === 'person' ? context.actor.personId : null})`.execute(
      context.db,
    );
    await tell(
      context,
      adoptionNotice,
      [free.owner_id],
      free.id,
      { group: free.name, day: graceUntil },
      '/groups/mine',
    );
  }
  for (const employerId of new Set(rows.map((row) => row.employer_id))) {
    const concerned = rows.filter((row) => row.employer_id === employerId).map((row) => row.owner_id);
    context.emit(adoptionChanged, { employerId, concerned: [...new Set(concerned)] });
  }
  return { proposed: rows.length };
});
