import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { packageChanged } from '../../contract/events.ts';
import { packageOver, secondPersonNeeded } from '../../contract/failures.ts';
import * as contract from '../../contract/packages.ts';
import { managePackages } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { endPackage } from '../packages/end-package.ts';
import { type LockedPackage, lockPackage } from '../packages/lock-package.ts';
import { packageExpires } from '../packages/package-expires.ts';
import { refuseFormer } from '../refuse-former.ts';

export const decidePackage = handle<AccessTables>()(contract.decidePackage, async (context, { packageId, agree }) => {
  await refuseStale(context);
  const { db } = context;
  const by = context.person().personId;
  const proposed = await lockPackage(context, packageId, sql`true`);
  if (proposed.outcome !== null || proposed.ended_at !== null) throw refuse(packageOver);
  if (proposed.proposed_by === by) throw refuse(secondPersonNeeded);
  if (agree) await refuseFormer(context, proposed.proposed_by, managePackages);
  const { rows } = await sql<LockedPackage>`
    select k.id, k.department_id, k.proposed_by, k.outcome, k.ended_at from access.department_package k
    where k.department_id = ${proposed.department_id}::uuid and k.outcome = 'inForce' and k.ended_at is null
    for update of k`.execute(db);
  const former = agree ? rows[0] : undefined;
  const { rows: kept } = former
    ? await sql<{ permission: string; person_id: string; granted_by: string; granted_at: string }>`
        select g.permission, g.person_id, g.granted_by, g.granted_at from access.package_grant g
        join access.package_permission n on n.package_id = ${packageId}::uuid and n.permission = g.permission
        where g.package_id = ${former.id}::uuid and g.ended_at is null`.execute(db)
    : { rows: [] };
  if (former) await endPackage(context, former, 'replaced', null);
  await sql`update access.department_package
    set outcome = ${agree ? 'inForce' : 'refused'}, decided_at = ${context.now.toString()}, decided_by = ${by}::uuid
    where id = ${packageId}::uuid`.execute(db);
  // What the new one holds too goes on; who has left the department meanwhile is passed over.
  for (const grant of kept) {
    await sql`insert into access.package_grant (id, package_id, permission, person_id, granted_at, granted_by)
      select ${context.newId()}::uuid, ${packageId}::uuid, ${grant.permission}, ${grant.person_id}::uuid,
        ${grant.granted_at}::timestamptz, ${grant.granted_by}::uuid
      where exists (select from directory.published_department_tree t
        join directory.published_membership m on m.department_id = t.descendant_id
        where t.ancestor_id = ${proposed.department_id}::uuid and m.person_id = ${grant.person_id}::uuid)`.execute(db);
  }
  await context.unschedule(packageExpires, packageId);
  context.about('package', packageId);
  const what = agree ? 'inForce' : 'refused';
  context.emit(packageChanged, { packageId, departmentId: proposed.department_id, what, by });
  return {};
});
