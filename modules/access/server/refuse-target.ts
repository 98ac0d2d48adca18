import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { holderUnknown, notToYourself } from '../contract/failures.ts';
import { assignRoles } from '../contract/permissions.ts';
import type { AccessTables } from './access-tables.ts';
import { actingPerson } from './acting-person.ts';

export type AssignmentTarget =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'post'; readonly postId: string };

/** Refuses a person or post that isn't there, isn't the actor's to give roles to, or is the actor's own. */
export async function refuseTarget(context: CommandContext<AccessTables>, to: AssignmentTarget): Promise<void> {
  const { db } = context;
  const self = actingPerson(context);
  if (to.kind === 'person') {
    if (to.personId === self) throw refuse(notToYourself);
    const { rows } = await sql`
      select from directory.published_person p
      where p.id = ${to.personId}::uuid and p.active and ${context.within(assignRoles, 'p.id')}`.execute(db);
    if (rows.length === 0) throw refuse(holderUnknown);
    return;
  }
  const reach = context.reach(assignRoles);
  const { rows } = await sql<{ own: boolean }>`
    select exists (select from directory.published_post_holding h where h.post_id = p.id and h.person_id = ${self}::uuid) as own
    from directory.published_post p
    where p.id = ${to.postId}::uuid and (${reach.company} or p.employer_id = any(${sql.val(reach.employerIds)}::uuid[]))`.execute(
    db,
  );
  if (!rows[0]) throw refuse(holderUnknown);
  if (rows[0].own) throw refuse(notToYourself);
}
