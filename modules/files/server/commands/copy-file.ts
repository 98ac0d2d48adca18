import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { onlyToLookAt } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { addFile } from '../add-file.ts';
import { declaredOwner } from '../declared-owner.ts';
import type { FilesTables } from '../files-tables.ts';
import { readableFile } from '../readable-files.ts';

export const copyFile = handle<FilesTables>()(contract.copyFile, async (context, { fileId }) => {
  const source = await readableFile(context, fileId, 'share');
  // It reads here, and goes nowhere else.
  const owner = declaredOwner(context, source.owner_module, source.owner_kind);
  if (owner?.stays) throw refuse(notFound);
  if (source.viewOnly) throw refuse(onlyToLookAt);
  context.about('file', fileId);
  return addFile(context, context.person(), {
    name: source.name,
    contentId: source.content_id,
    sensitive: source.sensitive,
    ...(source.label === null ? {} : { label: source.label, controlled: source.controlled }),
    // A copy tells no more than the reader got.
    placeless: source.placeless || (owner?.placeless === true && source.uploader_id !== context.person().personId),
  });
});
