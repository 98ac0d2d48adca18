import { handle } from '#kernel/server/define-module.ts';
import { reorganisationChanged } from '../../contract/events.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { basisOf } from '../../domain/reorganisation/step-basis.ts';
import { loadStructure } from '../reorganisation/load-structure.ts';
import { takeReorganisation } from '../reorganisation/planned-reorganisation.ts';
import { updateReorganisation } from '../reorganisation/reorganisation-table.ts';

export const rebaseReorganisation = handle<DirectoryViews>()(contract.rebaseReorganisation, async (context, input) => {
  const { row } = await takeReorganisation(context, input, ['draft', 'agreed', 'failed']);
  const { structure } = await loadStructure(context.db, row.steps);
  await updateReorganisation(context.db, {
    ...row,
    bases: basisOf(structure, row.steps),
    state: 'draft',
    changed_at: context.now.toString(),
    changed_by: context.person().personId,
    agreed_at: null,
    agreed_by: null,
    agreed_digest: null,
    published_at: null,
    published_by: null,
    settled_at: null,
    problems: null,
    comparison: null,
  });
  context.emit(reorganisationChanged, { reorganisationId: row.id, employerIds: row.employer_ids });
  return { revision: row.revision + 1 };
});
