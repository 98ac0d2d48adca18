import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { keepArchive } from '../../contract/permissions.ts';

/** Whether the actor sees and may end a grant `g`: it is his own, he approved it, or he keeps the archive of that person. */
export function endsGrant(context: Pick<QueryContext<unknown>, 'person' | 'within'>): RawBuilder<unknown> {
  const { personId } = context.person();
  return sql`(g.person_id = ${personId}::uuid or ${context.within(keepArchive, 'g.person_id')}
    or exists (select from approvals.done d where d.instance_id = g.request_id and d.person_id = ${personId}::uuid
      and d.outcome = 'approved'))`;
}
