import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { FilesTables } from '../files-tables.ts';
import { keepUpload } from '../keep-upload.ts';

export const uploadFile = handle<FilesTables>()(contract.uploadFile, (context) =>
  keepUpload(context, context.person(), context.file?.name ?? '', context.file?.stored),
);
