import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readDirectory } from '../../contract/permissions.ts';
import * as contract from '../../contract/read-photo.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

export const readPhoto = handle<DirectoryViews>()(contract.readPhoto, async (context, { personId }) => {
  const hidden = await hiddenFrom(context);
  const { rows } = await sql<{ photo: string | null }>`
    select p.photo from directory.person p
    where p.id = ${personId}::uuid and ${context.within(readDirectory, 'p.id')}
      and not ${hidden.of(['person'], 'p.id')}`.execute(context.db);
  const photo = rows[0]?.photo;
  const bytes = photo ? await context.blobs.get(photo) : undefined;
  if (!bytes) throw refuse(notFound);
  return { bytes, name: 'photo.webp', mediaType: 'image/webp', inline: true };
});
