import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { emptyFile } from '#modules/files/contract/failures.ts';
import { attachUploads } from '#modules/files/contract/permissions.ts';
import { keepProgramUpload } from '#modules/files/contract/program-uploads.ts';
import * as contract from '../../contract/application-files.ts';
import { admitCaller, programOf } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';

export const uploadApplicationFile = handle<BotsTables>()(contract.uploadApplicationFile, async (context, { key }) => {
  const { id } = await admitCaller(context, key);
  const { name = '', stored } = context.file ?? {};
  if (!stored) throw refuse(emptyFile, { name });
  const { fileId, ...kept } = await context.callAs(
    { name: 'bots.upload', permissions: [attachUploads] },
    keepProgramUpload,
    { program: programOf(id), name, stored },
  );
  return { fileId, name: kept.name, size: kept.size, mediaType: kept.mediaType };
});
