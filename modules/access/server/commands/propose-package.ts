import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { packageChanged } from '../../contract/events.ts';
import { packageNotForThis, packageWaits, permissionUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/packages.ts';
import type { AccessTables } from '../access-tables.ts';
import { proposalExpires } from '../grants/proposal-expires.ts';
import { packageExpires } from '../packages/package-expires.ts';

export const proposePackage = handle<AccessTables>()(contract.proposePackage, async (context, input) => {
  await refuseStale(context);
  const { db, language } = context;
  const { departmentId, resolution, minutesId } = input;
  const by = context.person().personId;
  const known = new Map(context.contracts.flatMap((module) => module.permissions.map((one) => [one.name, one])));
  for (const { permission: name, reach } of input.permissions) {
    const permission = known.get(name);
    if (!permission) throw refuse(permissionUnknown, { permission: name });
    if (permission.important || !permission.reaches.includes(reach))
      throw refuse(packageNotForThis, { permission: permission.sentence[language] });
  }
  const attendees = [...new Set(resolution.attendeeIds)];
  const { rows } = await sql<{ department: boolean; attendees: number; minutes: boolean; waits: boolean }>`
    select exists (select from directory.published_department d where d.id = ${departmentId}::uuid) as department,
      (select count(*)::int from directory.published_person p where p.id = any(${sql.val(attendees)}::uuid[])) as attendees,
      exists (select from access.package_minutes m where m.id = ${minutesId}::uuid and m.uploaded_by = ${by}::uuid) as minutes,
      exists (select from access.department_package k
        where k.department_id = ${departmentId}::uuid and k.outcome is null and k.ended_at is null) as waits`.execute(
    db,
  );
  const [found] = rows;
  if (!found?.department || !found.minutes || found.attendees < attendees.length || attendees.length < 2)
    throw refuse(notFound);
  if (found.waits) throw refuse(packageWaits);
  const packageId = context.newId();
  const expiresAt = (await proposalExpires(context)).toString();
  await sql`insert into access.department_package
      (id, department_id, resolution_number, resolution_day, attendees, minutes_id, proposed_at, proposed_by, expires_at)
    values (${packageId}::uuid, ${departmentId}::uuid, ${resolution.number}, ${resolution.day}::date,
      ${sql.val(attendees)}::uuid[], ${minutesId}::uuid, ${context.now.toString()}, ${by}::uuid,
      ${expiresAt}::timestamptz)`.execute(db);
  const wanted = new Map(input.permissions.map(({ permission, reach }) => [permission, reach]));
  await sql`insert into access.package_permission (package_id, permission, reach)
    select ${packageId}::uuid, x.permission, x.reach
    from unnest(${sql.val([...wanted.keys()])}::text[], ${sql.val([...wanted.values()])}::text[]) as x(permission, reach)`.execute(
    db,
  );
  await context.schedule(packageExpires, { key: packageId, at: expiresAt, input: { packageId } });
  context.about('package', packageId);
  context.emit(packageChanged, { packageId, departmentId, what: 'proposed', by });
  return { packageId };
});
