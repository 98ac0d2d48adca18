import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { mostMegabytes, refusedTypes } from '../../contract/settings.ts';
import type { FilesTables } from '../files-tables.ts';

export const readUploadLimits = handle<FilesTables>()(contract.readUploadLimits, async (context) => ({
  mostBytes: (await context.setting(mostMegabytes)) * 1_000_000,
  refusedTypes: [...(await context.setting(refusedTypes))],
}));
