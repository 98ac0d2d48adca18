import { sql } from 'kysely';
import type { ReachKind } from '#kernel/contract/permission.ts';
import { handle } from '#kernel/server/define-module.ts';
import { builtInRoles } from '../../contract/built-in-roles.ts';
import { approveGrants, manageRoles } from '../../contract/permissions.ts';
import * as contract from '../../contract/separation.ts';
import type { PermissionGrant } from '../../contract/shapes.ts';
import { dividedPermissions, duties, roleOfDuty } from '../../domain/divide-administrators.ts';
import { reachInRole } from '../../domain/resolve-reach.ts';
import { roleChanges } from '../../domain/what-changes.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { toldChanges } from '../grants/told-changes.ts';
import { readRoleRows } from '../role-rows.ts';
import { readDuties } from '../separation/read-duties.ts';

type Former = readonly { readonly role_id: string; readonly permission: string; readonly reach: ReachKind | null }[];

export const readSeparation = handle<AccessTables>()(contract.readSeparation, async (context) => {
  const { db, contracts } = context;
  const { rows } = await sql<{ separated: boolean; former: Former; changed_at: string | null }>`
    select separated, former, changed_at from access.separation`.execute(db);
  const { separated, former, changed_at: changedAt } = rows[0] ?? { separated: false, former: [], changed_at: null };
  const { rows: proposals } = await sql<{
    id: string;
    separated: boolean;
    reason: string;
    proposed_at: string;
    proposed_by: string;
    expires_at: string | null;
    name: string;
  }>`
    select o.id, o.separated, o.reason, o.proposed_at, o.proposed_by, o.expires_at, p.name
    from access.separation_proposal o join directory.published_person p on p.id = o.proposed_by
    where o.outcome is null`.execute(db);
  const [proposal] = proposals;
  const roles = await readRoleRows(db, contracts);
  const { holders, twice } = await readDuties(db);
  const permissions = contracts.flatMap((module) => module.permissions);
  const before = (role: { id: string; key: string | null }): PermissionGrant[] => {
    const changed = Object.fromEntries(
      former.flatMap((row) => (row.role_id === role.id ? [[row.permission, row.reach]] : [])),
    );
    return permissions.flatMap((permission) => {
      const reach = reachInRole(permission, { key: role.key, changed });
      return reach ? [{ permission: permission.name, reach }] : [];
    });
  };
  const self = actingPerson(context);
  return {
    separated,
    since: separated ? changedAt : null,
    duties: duties.flatMap((duty) => {
      const role = roles.find(({ id }) => id === builtInRoles[roleOfDuty[duty]]);
      if (!role) return [];
      const after = separated ? before(role) : dividedPermissions(duty, role.permissions);
      const changes = roleChanges(role.permissions, after);
      return [
        {
          duty,
          role: { id: role.id, name: role.name },
          holders: holders.flatMap(({ id, name, duties: held }) => (held.includes(duty) ? [{ id, name }] : [])),
          kept: role.permissions.length - changes.filter((change) => change.before !== null).length,
          changes: toldChanges(contracts, changes),
        },
      ];
    }),
    twice: twice.map(({ id, name, duties: held }) => ({ person: { id, name }, duties: [...held] })),
    proposal: proposal
      ? {
          id: proposal.id,
          separated: proposal.separated,
          reason: proposal.reason,
          proposedBy: { id: proposal.proposed_by, name: proposal.name },
          proposedAt: proposal.proposed_at,
          expiresAt: proposal.expires_at,
          may: !context.may(approveGrants)
            ? []
            : proposal.proposed_by === self
              ? ['withdraw' as const]
              : ['agree' as const, 'refuse' as const],
        }
      : null,
    may: context.may(manageRoles) && !proposal ? ['propose' as const] : [],
  };
});
