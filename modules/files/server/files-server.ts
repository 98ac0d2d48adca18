import { serverModule } from '#kernel/server/define-module.ts';
import { filesContract } from '../contract/files-contract.ts';
import { attachFiles } from './commands/attach-files.ts';
import { copyAttached } from './commands/copy-attached.ts';
import { copyFile } from './commands/copy-file.ts';
import { copyProgramUploads } from './commands/copy-program-uploads.ts';
import { detachFiles } from './commands/detach-files.ts';
import { keepProgramUpload } from './commands/keep-program-upload.ts';
import { labelFile } from './commands/label-file.ts';
import { removeUpload } from './commands/remove-upload.ts';
import { uploadFile } from './commands/upload-file.ts';
import { describeFiles } from './queries/describe-files.ts';
import { readDigests } from './queries/read-digests.ts';
import { readFile } from './queries/read-file.ts';
import { readThumbnail } from './queries/read-thumbnail.ts';
import { readUploadLimits } from './queries/read-upload-limits.ts';
import { viewFile } from './queries/view-file.ts';
import { documentTexts } from './text/document-texts.ts';
import { onUnattached } from './unattached-timer.ts';
import { whyFileSeen } from './why-seen/why-file-seen.ts';

export const filesServer = serverModule({
  contract: filesContract,
  handlers: [
    whyFileSeen,
    uploadFile,
    removeUpload,
    labelFile,
    copyFile,
    attachFiles,
    copyAttached,
    detachFiles,
    keepProgramUpload,
    copyProgramUploads,
    describeFiles,
    readDigests,
    readFile,
    viewFile,
    readThumbnail,
    readUploadLimits,
  ],
  timers: [onUnattached],
  outside: [documentTexts],
  migrations: new URL('./migrations/', import.meta.url),
});
