import { handle } from '#kernel/server/define-module.ts';
import { reorganisationChanged } from '../../contract/events.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { basisOf } from '../../domain/reorganisation/step-basis.ts';
import { loadStructure } from '../reorganisation/load-structure.ts';
import { asDraft, takeReorganisation } from '../reorganisation/planned-reorganisation.ts';
import { updateReorganisation } from '../reorganisation/reorganisation-table.ts';

export const rebaseReorganisation = handle<DirectoryViews>()(contract.rebaseReorganisation, async (context, input) => {
  const { row } = await takeReorganisation(context, input, ['draft', 'agreed', 'failed']);
  const { structure } = await loadStructure(context.db, row.steps);
  await updateReorganisation(context.db, {
    ...row,
    bases: basisOf(structure, row.steps),
    ...asDraft(context),
  });
  context.emit(reorganisationChanged, { reorganisationId: row.id, employerIds: row.employer_ids });
  return { revision: row.revision + 1 };
});
