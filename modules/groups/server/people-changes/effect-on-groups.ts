import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { factsOf, fitting, namedBy } from '../who-belongs.ts';

const automatic = { zh: '到期自动进出', en: 'joins and leaves by itself' };
const proposed = { zh: '由群负责人确认', en: 'settled by the group’s leader' };

export const effectOnGroups = handle<GroupsTables>()(contract.effectOnGroups, async (context, { personId }) => {
  const { rows: within } = await sql`
    select from directory.published_person p where p.id = ${personId}::uuid and ${context.within(managePeople, 'p.id')}`.execute(
    context.db,
  );
  if (within.length === 0) throw refuse(notFound);
  const parts = sql`(select p.* from groups.part p join groups.governed g using (conversation_id)
    where g.state = 'active' and g.has_rule)`;
  const named = sql`select * from (${namedBy(parts)}) every_one where person_id = ${personId}::uuid`;
  const condition = sql`g.rule ->> 'condition'`;
  const fit = await fitting(
    context.db,
    sql`select n.person_id, ${condition} as condition from (${named}) n join groups.governed g using (conversation_id)
      where not n.by_hand and ${condition} is not null`,
  );
  const { rows } = await sql<{ id: string; name: string; apply: 'automatic' | 'proposed' }>`
    with n as materialized (${named}), f as materialized (${factsOf(sql`select ${personId}::uuid`)})
    select distinct g.conversation_id as id, g.name, g.apply
    from n join groups.governed g using (conversation_id)
    where n.by_hand or ${condition} is null or exists (
      select from f join unnest(${sql.val(fit.conditions)}::text[], ${sql.val(fit.facts)}::text[]) o (condition, facts)
        on o.condition = ${condition} and o.facts = f.facts)
    order by g.name, id limit 1000`.execute(context.db);
  return {
    more: rows.length === 1000,
    rows: rows.map(({ id, name, apply }) => ({
      key: id,
      label: { zh: name, en: name },
      detail: apply === 'automatic' ? automatic : proposed,
    })),
  };
});
