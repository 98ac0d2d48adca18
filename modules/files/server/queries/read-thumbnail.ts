import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { FilesTables } from '../files-tables.ts';
import { thumbnailOf } from '../inspect/thumbnail-of.ts';
import { watermarked } from '../inspect/watermarked.ts';
import { markOf } from '../mark-of.ts';
import { readableFile } from '../readable-files.ts';

export const readThumbnail = handle<FilesTables>()(contract.readThumbnail, async (context, { fileId, size }) => {
  const file = await readableFile(context, fileId);
  // Sensitive pictures are looked at on purpose, one by one, or not at all.
  const bytes =
    file.width === null || file.sensitive ? undefined : await thumbnailOf(context.blobs, file.content_id, size);
  if (!bytes) throw refuse(notFound);
  if (file.viewOnly)
    return {
      bytes: await watermarked(bytes, await markOf(context)),
      name: 'view.webp',
      mediaType: 'image/webp',
      inline: true,
    };
  return { bytes, name: 'thumbnail.webp', mediaType: 'image/webp', inline: true };
});
