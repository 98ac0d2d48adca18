import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { reorganisationChanged } from '../../contract/events.ts';
import {
  dayInThePast,
  reorganisationDayNeeded,
  reorganisationEmpty,
  reorganisationHasConflicts,
  reorganisationHasProblems,
  reorganisationNeedsSecond,
} from '../../contract/failures.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { errorsIn, examine } from '../reorganisation/examine.ts';
import { takeReorganisation } from '../reorganisation/planned-reorganisation.ts';
import { updateReorganisation } from '../reorganisation/reorganisation-table.ts';

export const agreeReorganisation = handle<DirectoryViews>()(contract.agreeReorganisation, async (context, input) => {
  const { row, today } = await takeReorganisation(context, input, ['draft']);
  const { personId } = context.person();
  if (row.changed_by === personId) throw refuse(reorganisationNeedsSecond);
  if (row.steps.length === 0) throw refuse(reorganisationEmpty);
  if (row.on_day === null) throw refuse(reorganisationDayNeeded);
  if (row.on_day < today) throw refuse(dayInThePast, { today });
  const { problems, conflicts, digest } = await examine(context, row);
  const errors = errorsIn(problems);
  if (errors > 0) throw refuse(reorganisationHasProblems, { problems: errors });
  if (conflicts.length > 0) throw refuse(reorganisationHasConflicts, { conflicts: conflicts.length });
  await updateReorganisation(context.db, {
    ...row,
    state: 'agreed',
    agreed_at: context.now.toString(),
    agreed_by: personId,
    agreed_digest: digest,
  });
  context.emit(reorganisationChanged, { reorganisationId: row.id, employerIds: row.employer_ids });
  return { revision: row.revision + 1 };
});
