import { uploadApplicationFile } from './commands/upload-application-file.ts';
import { readApplicationFile } from './queries/read-application-file.ts';
import { readApplicationLimits } from './queries/read-application-limits.ts';

/** Files that applications send and are sent. */
export const applicationFilesHandlers = [readApplicationLimits, uploadApplicationFile, readApplicationFile];
