import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { exportRegister, readRegister } from '../../contract/permissions.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKinds } from '../load-kinds.ts';
import { type Narrowed, registerFilters } from '../register-condition.ts';

export const countGroups = handle<GroupsTables>()(contract.countGroups, async (context) => {
  const kinds = await loadKinds(context.db as never);
  const filters = registerFilters(kinds, context.now);
  const columns = Object.entries(filters).map(
    ([name, condition]) => sql`count(*) filter (where ${condition})::int as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Record<Narrowed['only'], number> & { employers: { id: string; name: string }[] }>`
    select ${sql.join(columns)}, coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name)
        from directory.published_employer e where e.id = any(array_agg(distinct g.employer_id))), '[]') as employers
    from groups.governed g join messaging.published_group c on c.id = g.conversation_id
    left join groups.leader l on l.conversation_id = g.conversation_id and l.rank = 0
    where ${context.within(readRegister, 'g.applicant_id')}`.execute(context.db);
  const [row] = rows;
  if (!row) throw new Error('no counts');
  const { employers, ...counts } = row;
  return { counts, employers, may: context.may(exportRegister) ? ['export' as const] : [] };
});
