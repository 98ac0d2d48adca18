import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/packages.ts';
import type { AccessTables } from '../access-tables.ts';
import { packageVisible } from '../packages/package-within.ts';

export const readMinutes = handle<AccessTables>()(contract.readMinutes, async (context, { packageId }) => {
  const { rows } = await sql<{ blob: string; name: string; media_type: string; size: string }>`
    select m.blob, m.name, m.media_type, m.size from access.department_package k
    join access.package_minutes m on m.id = k.minutes_id
    where k.id = ${packageId}::uuid and ${packageVisible(context)}`.execute(context.db);
  const [minutes] = rows;
  if (!minutes) throw refuse(notFound);
  const bytes = await context.blobs.open(minutes.blob);
  if (!bytes) throw new Error(`the minutes of package ${packageId} are gone`);
  return { bytes, size: Number(minutes.size), name: minutes.name, mediaType: minutes.media_type, inline: true };
});
