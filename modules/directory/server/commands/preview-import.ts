import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { employerUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/import.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { loadEmployers } from '../employer-table.ts';
import { mayImport, refuseOutsideReach } from '../import/import-reach.ts';
import { insertImport } from '../import/people-import-table.ts';
import { planFile } from '../import/plan-file.ts';

export const previewImport = handle<DirectoryViews>()(contract.previewImport, async (context, input) => {
  const { db, file, blobs } = context;
  const { employerId, ...chosen } = input;
  const options = contract.importOptions.parse(chosen);
  const employer = (await loadEmployers(db, [employerId])).get(employerId);
  if (!employer || !mayImport(context, employerId)) throw refuse(employerUnknown);
  const { plan, digest } = await planFile(db, employer, file, options);
  await refuseOutsideReach(context, plan);
  const errors = plan.problems.filter((found) => found.severity === 'error').length;
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
    made_by: context.actor.kind === 'person' ? context.actor.personId : null,
  });
  context.about('import', importId);
  return { importId, ...counts, applicable: plan.applicable };
});
