import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { PermissionChange } from '../../contract/grants.ts';
import type { AssignmentTarget, PermissionGrant, Scope } from '../../contract/shapes.ts';
import type { HeldRoles } from '../../domain/resolve-reach.ts';
import { asHeld, whatChanges } from '../../domain/what-changes.ts';
import type { AccessTables } from '../access-tables.ts';
import { loadHeldRoles } from '../held-roles.ts';

type Reading = Pick<QueryContext<AccessTables>, 'db' | 'now' | 'contracts'>;

/** Somebody in a department of an employer, without any role: a post is looked at through them. */
const anybody: HeldRoles = { personId: '', employerId: 'employer', roles: [] };

/** What changes for a person who is given a role; for a post: what the role brings to whoever holds it. */
export async function changesOfGiving(
  context: Reading,
  role: { readonly id: string; readonly permissions: readonly PermissionGrant[] },
  to: AssignmentTarget,
  scope: Scope,
): Promise<PermissionChange[]> {
  const permissions = context.contracts.flatMap((module) => module.permissions);
  const [held = anybody] =
    to.kind === 'person' ? await loadHeldRoles(context.db, [to.personId], context.now) : [anybody];
  const heldIn = held.roles.find((one) => one.kind === 'everybody')?.heldIn ?? ['department'];
  return whatChanges(permissions, held, { ...held, roles: [...held.roles, asHeld(role, scope, heldIn)] });
}

/** What changes for a person whose assignment is taken back; for a post: what the role brought. */
export async function changesOfTakingBack(
  context: Reading,
  assignment: { readonly id: string; readonly person_id: string | null },
  role: { readonly id: string; readonly permissions: readonly PermissionGrant[] },
): Promise<PermissionChange[]> {
  const permissions = context.contracts.flatMap((module) => module.permissions);
  if (assignment.person_id === null) {
    const holder = { ...anybody, roles: [asHeld(role, { kind: 'role' }, ['department'])] };
    return whatChanges(permissions, holder, anybody);
  }
  const [held = anybody] = await loadHeldRoles(context.db, [assignment.person_id], context.now);
  const roles = held.roles.filter((one) => one.assignmentId !== assignment.id);
  return whatChanges(permissions, held, { ...held, roles });
}

/** How many active people hold a role now, or would hold what is given to a person or a post. */
export async function countHolders(
  context: Pick<Reading, 'db'>,
  who: { readonly roleId: string } | AssignmentTarget,
): Promise<number> {
  if ('kind' in who && who.kind === 'person') return 1;
  const holding =
    'kind' in who
      ? sql`select h.person_id from directory.published_post_holding h where h.post_id = ${who.postId}::uuid`
      : sql`
        select a.person_id from access.role_assignment a where a.role_id = ${who.roleId}::uuid and a.ended_at is null
        union select h.person_id from access.role_assignment a
          join directory.published_post_holding h on h.post_id = a.post_id
          where a.role_id = ${who.roleId}::uuid and a.ended_at is null
        union select h.person_id from directory.published_head h
          join access.role r on r.id = ${who.roleId}::uuid and r.holding = 'departmentHead'
        union select p.id from directory.published_person p
          join access.role r on r.id = ${who.roleId}::uuid and r.holding = 'everybody'`;
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from directory.published_person p where p.active and p.id in (${holding})`.execute(
    context.db,
  );
  return rows[0]?.people ?? 0;
}
