import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/import.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { keepPreview } from '../import/keep-preview.ts';

export const previewImport = handle<DirectoryViews>()(contract.previewImport, async (context, input) => {
  const { importId, counts, applicable } = await keepPreview(context, input, 'hand');
  return { importId, ...counts, applicable };
});
