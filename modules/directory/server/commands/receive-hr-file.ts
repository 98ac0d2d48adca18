import { handle } from '#kernel/server/define-module.ts';
import { hrFileChanged } from '../../contract/events.ts';
import * as contract from '../../contract/hr-file.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { keepPreview } from '../import/keep-preview.ts';

export const receiveHrFile = handle<DirectoryViews>()(contract.receiveHrFile, async (context, input) => {
  const { importId, counts, applicable } = await keepPreview(context, input, 'hrFile');
  const { employerId } = input;
  const differences = counts.created + counts.changed + counts.departments + counts.absent;
  context.emit(hrFileChanged, { importId, employerId, waits: differences > 0 || !applicable });
  return { importId, differences, applicable };
});
