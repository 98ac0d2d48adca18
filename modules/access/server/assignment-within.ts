import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { QueryContext } from '#kernel/server/context.ts';

/** SQL condition: the grant `a` is to a person, or to a post of an employer, within the actor's reach of this permission. */
export function assignmentWithin(
  context: Pick<QueryContext<never>, 'within' | 'reach'>,
  permission: PermissionContract,
): RawBuilder<SqlBool> {
  const reach = context.reach(permission);
  if (reach.company) return sql<SqlBool>`true`;
  return sql<SqlBool>`((a.person_id is not null and ${context.within(permission, 'a.person_id')})
    or exists (select from directory.published_post within_post
      where within_post.id = a.post_id and within_post.employer_id = any(${sql.val(reach.employerIds)}::uuid[])))`;
}
