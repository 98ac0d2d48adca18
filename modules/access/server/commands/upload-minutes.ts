import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { minutesNotReadable } from '../../contract/failures.ts';
import * as contract from '../../contract/packages.ts';
import type { AccessTables } from '../access-tables.ts';

/** What minutes may be, by how the bytes begin. */
const beginnings: readonly (readonly [string, string])[] = [
  ['255044462d', 'application/pdf'],
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
];

export const uploadMinutes = handle<AccessTables>()(contract.uploadMinutes, async (context) => {
  const stored = context.file?.stored;
  const head = stored && (await context.blobs.open(stored.blob, { from: 0, until: Math.min(8, stored.size) }));
  const begins = head ? Buffer.concat(await head.toArray()).toString('hex') : '';
  const mediaType = beginnings.find(([bytes]) => begins.startsWith(bytes))?.[1];
  if (!stored || !mediaType) throw refuse(minutesNotReadable);
  const minutesId = context.newId();
  const name = (context.file?.name ?? '').replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(0, 200) || '会议纪要';
  await sql`insert into access.package_minutes (id, blob, name, media_type, size, uploaded_by, uploaded_at)
    values (${minutesId}::uuid, ${stored.blob}, ${name}, ${mediaType}, ${stored.size}, ${context.person().personId}::uuid,
      ${context.now.toString()})`.execute(context.db);
  await context.keepBlob(stored.blob);
  context.about('minutes', minutesId);
  return { minutesId, name };
});
