import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { packageChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { packageExpires } from '../packages/package-expires.ts';

/** A package that nobody agreed to in time never comes. */
export const expirePackage = onTimer<AccessTables>()(packageExpires, async (context, { packageId }) => {
  const { rows } = await sql<{ department_id: string; proposed_by: string }>`
    update access.department_package set outcome = 'expired', decided_at = ${context.now.toString()}::timestamptz
    where id = ${packageId}::uuid and outcome is null and ended_at is null returning department_id, proposed_by`.execute(
    context.db,
  );
  for (const { department_id: departmentId, proposed_by: proposedBy } of rows) {
    context.about('package', packageId);
    context.emit(packageChanged, { packageId, departmentId, what: 'expired', by: null, proposedBy });
  }
});
