import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, UploadedFile } from '#kernel/server/context.ts';
import { employerUnknown } from '../../contract/failures.ts';
import { type ImportOptions, importOptions } from '../../contract/import.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { Problem } from '../../domain/import/problems.ts';
import { loadEmployers } from '../employer-table.ts';
import { mayImport, refuseOutsideReach } from './import-reach.ts';
import { type ImportCounts, insertImport, type PeopleImport } from './people-import-table.ts';
import { planFile } from './plan-file.ts';

/** Works out what a file would do to an employer's people and keeps it, to be applied later or not. */
export async function keepPreview(
  context: CommandContext<DirectoryViews> & { readonly file: UploadedFile },
  input: Partial<ImportOptions> & { readonly employerId: string },
  source: PeopleImport['source'],
): Promise<{ importId: string; counts: ImportCounts; applicable: boolean; firstError: Problem | undefined }> {
  const { db, file, blobs } = context;
  const { employerId, ...chosen } = input;
  const options = importOptions.parse(chosen);
  const employer = (await loadEmployers(db, [employerId])).get(employerId);
  if (!employer || !mayImport(context, employerId)) throw refuse(employerUnknown);
  const { plan, digest } = await planFile(db, employer, file, options);
  await refuseOutsideReach(context, plan);
  const wrong = plan.problems.filter((found) => found.severity === 'error');
  const errors = wrong.length;
  const counts = {
    created: plan.create.length,
    changed: plan.change.length,
    unchanged: plan.unchanged.length,
    absent: plan.absent.length,
    departments: plan.departmentsToCreate.length,
    errors,
    warnings: plan.problems.length - errors,
  };
  const importId = context.newId();
  await insertImport(db, {
    id: importId,
    employer_id: employerId,
    file_name: file.name.slice(0, 200),
    file_blob: await blobs.put(file.bytes),
    preview_blob: await blobs.put(new TextEncoder().encode(JSON.stringify(plan))),
    digest,
    options,
    counts,
    applicable: plan.applicable,
    made_at: context.now.toString(),
    source,
    made_by: context.actor.kind === 'person' ? context.actor.personId : null,
  });
  context.about('import', importId);
  return { importId, counts, applicable: plan.applicable, firstError: wrong[0] };
}
