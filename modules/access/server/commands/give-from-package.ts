import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { packageGrantChanged } from '../../contract/events.ts';
import { notInPackage, notOfTheDepartment, notToYourself, packageGiven, packageOver } from '../../contract/failures.ts';
import * as contract from '../../contract/packages.ts';
import type { AccessTables } from '../access-tables.ts';
import { lockPackage } from '../packages/lock-package.ts';
import { packageAssignable } from '../packages/package-within.ts';

export const giveFromPackage = handle<AccessTables>()(
  contract.giveFromPackage,
  async (context, { packageId, permission, personId }) => {
    const by = context.person().personId;
    const found = await lockPackage(context, packageId, packageAssignable(context));
    if (found.outcome !== 'inForce' || found.ended_at !== null) throw refuse(packageOver);
    if (personId === by) throw refuse(notToYourself);
    const { rows } = await sql<{ holds: boolean; belongs: boolean; given: boolean }>`
      select exists (select from access.package_permission n
          where n.package_id = ${packageId}::uuid and n.permission = ${permission}) as holds,
        exists (select from directory.published_department_tree t
          join directory.published_membership m on m.department_id = t.descendant_id
          join directory.published_person p on p.id = m.person_id and p.active
          where t.ancestor_id = ${found.department_id}::uuid and m.person_id = ${personId}::uuid) as belongs,
        exists (select from access.package_grant g where g.package_id = ${packageId}::uuid
          and g.permission = ${permission} and g.person_id = ${personId}::uuid and g.ended_at is null) as given`.execute(
      context.db,
    );
    if (!rows[0]?.holds) throw refuse(notInPackage);
    if (!rows[0].belongs) throw refuse(notOfTheDepartment);
    if (rows[0].given) throw refuse(packageGiven);
    const grantId = context.newId();
    await sql`insert into access.package_grant (id, package_id, permission, person_id, granted_at, granted_by)
      values (${grantId}::uuid, ${packageId}::uuid, ${permission}, ${personId}::uuid, ${context.now.toString()}, ${by}::uuid)`.execute(
      context.db,
    );
    context.about('packageGrant', grantId);
    context.emit(packageGrantChanged, { grantId, packageId, permission, personId, what: 'given', by });
    return { grantId };
  },
);
