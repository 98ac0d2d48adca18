import { refuse } from '#kernel/contract/failure.ts';
import { withoutPlace } from '#kernel/server/blobs/without-place.ts';
import { handle } from '#kernel/server/define-module.ts';
import { onlyToLookAt } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { declaredOwner } from '../declared-owner.ts';
import type { FilesTables } from '../files-tables.ts';
import { readableFile } from '../readable-files.ts';

export const readFile = handle<FilesTables>()(contract.readFile, async (context, { fileId, shown }) => {
  const file = await readableFile(context, fileId);
  // What was spoken is heard, and can't be otherwise.
  if (file.viewOnly && !file.media_type.startsWith('audio/')) throw refuse(onlyToLookAt);
  const stored = await context.blobs.open(file.content_id);
  if (!stored) throw new Error(`the bytes of file ${fileId} are gone`);
  if (file.sensitive) context.looked('file', fileId);
  const own = context.actor.kind === 'person' && context.actor.personId === file.uploader_id;
  const hides =
    file.placeless || (!own && declaredOwner(context, file.owner_module, file.owner_kind)?.placeless === true);
  return {
    bytes: hides && file.media_type.startsWith('image/') ? withoutPlace(stored) : stored,
    size: file.size,
    name: file.name,
    mediaType: file.media_type,
    inline: shown && file.shows !== 'nothing',
  };
});
