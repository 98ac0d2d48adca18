import type { CommandContext, UploadedFile } from '#kernel/server/context.ts';
import { hrFileChanged } from '../../contract/events.ts';
import type { ImportOptions } from '../../contract/import.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { keepPreview } from '../import/keep-preview.ts';

/** Compares a file of the HR system and keeps it until somebody approves; HR is told of it, and of the first thing that is wrong in it. */
export async function takeHrFile(
  context: CommandContext<DirectoryViews> & { readonly file: UploadedFile },
  input: Partial<ImportOptions> & { readonly employerId: string },
): Promise<{ importId: string; differences: number; applicable: boolean }> {
  const { importId, counts, applicable, firstError } = await keepPreview(context, input, 'hrFile');
  const differences = counts.created + counts.changed + counts.departments + counts.absent;
  context.emit(hrFileChanged, {
    importId,
    employerId: input.employerId,
    waits: differences > 0 || !applicable,
    ...(firstError
      ? { faulty: { errors: counts.errors, row: firstError.row ?? null, column: firstError.column ?? null } }
      : {}),
  });
  return { importId, differences, applicable };
}
