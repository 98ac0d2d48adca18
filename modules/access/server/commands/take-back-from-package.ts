import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { packageGrantChanged } from '../../contract/events.ts';
import * as contract from '../../contract/packages.ts';
import type { AccessTables } from '../access-tables.ts';
import { packageAssignable } from '../packages/package-within.ts';

export const takeBackFromPackage = handle<AccessTables>()(
  contract.takeBackFromPackage,
  async (context, { grantId }) => {
    const by = context.person().personId;
    const { rows } = await sql<{ package_id: string; permission: string; person_id: string }>`
      update access.package_grant g set ended_at = ${context.now.toString()}, ended_by = ${by}::uuid
      from access.department_package k
      where g.id = ${grantId}::uuid and g.ended_at is null and k.id = g.package_id and ${packageAssignable(context)}
      returning g.package_id, g.permission, g.person_id`.execute(context.db);
    const [grant] = rows;
    if (!grant) throw refuse(notFound);
    context.about('packageGrant', grantId);
    const { package_id: packageId, permission, person_id: personId } = grant;
    context.emit(packageGrantChanged, { grantId, packageId, permission, personId, what: 'takenBack', by });
    return {};
  },
);
