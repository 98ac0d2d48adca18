import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/program-uploads.ts';
import type { FilesTables } from '../files-tables.ts';
import { keepUpload } from '../keep-upload.ts';
import { onlyProcesses } from '../only-processes.ts';

export const keepProgramUpload = handle<FilesTables>()(contract.keepProgramUpload, (context, input) => {
  onlyProcesses(context);
  return keepUpload(context, { program: input.program }, input.name, input.stored);
});
