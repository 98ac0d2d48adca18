import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { packageChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import type { LockedPackage } from './lock-package.ts';
import { packageExpires } from './package-expires.ts';

/** Ends a package and all that was given through it. */
export async function endPackage(
  context: CommandContext<AccessTables>,
  { id, department_id }: Pick<LockedPackage, 'id' | 'department_id'>,
  why: 'withdrawn' | 'replaced',
  reason: string | null,
): Promise<void> {
  const at = context.now.toString();
  const by = context.person().personId;
  await sql`update access.package_grant set ended_at = ${at}, ended_by = ${by}::uuid
    where package_id = ${id}::uuid and ended_at is null`.execute(context.db);
  await sql`update access.department_package set ended_at = ${at}, ended_by = ${by}::uuid, why_ended = ${why}, reason = ${reason}
    where id = ${id}::uuid`.execute(context.db);
  await context.unschedule(packageExpires, id);
  context.about('package', id);
  context.emit(packageChanged, { packageId: id, departmentId: department_id, what: why, by });
}
