import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { hrFileChanged } from '../../contract/events.ts';
import { importDone } from '../../contract/failures.ts';
import * as contract from '../../contract/hr-file.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { mayImport } from '../import/import-reach.ts';
import { loadImport } from '../import/people-import-table.ts';

export const rejectHrFile = handle<DirectoryViews>()(contract.rejectHrFile, async (context, { importId }) => {
  const found = await loadImport(context.db, importId, 'update');
  if (found?.source !== 'hrFile' || !mayImport(context, found.employer_id)) throw refuse(notFound);
  if (found.applied_at !== null || found.rejected_at !== null) throw refuse(importDone);
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  await sql`
    update directory.people_import set rejected_at = ${context.now.toString()}, decided_by = ${by}
    where id = ${importId}::uuid`.execute(context.db);
  context.about('import', importId);
  context.emit(hrFileChanged, { importId, employerId: found.employer_id, waits: false });
  return {};
});
