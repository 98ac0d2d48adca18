import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { reorganisationChanged } from '../../contract/events.ts';
import {
  dayInThePast,
  reorganisationHasConflicts,
  reorganisationHasProblems,
  reorganisationNeedsSecond,
} from '../../contract/failures.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { startOfDay } from '../../domain/start-of-day.ts';
import { errorsIn, examine } from '../reorganisation/examine.ts';
import { takeReorganisation } from '../reorganisation/planned-reorganisation.ts';
import { reorganisationDue } from '../reorganisation/reorganisation-due.ts';
import { updateReorganisation } from '../reorganisation/reorganisation-table.ts';

export const publishReorganisation = handle<DirectoryViews>()(
  contract.publishReorganisation,
  async (context, input) => {
    const { row, today, timeZone } = await takeReorganisation(context, input, ['agreed']);
    const { personId } = context.person();
    if (row.agreed_by === personId) throw refuse(reorganisationNeedsSecond);
    const on = row.on_day ?? today;
    if (on < today) throw refuse(dayInThePast, { today });
    const { problems, conflicts } = await examine(context, row);
    const errors = errorsIn(problems);
    if (errors > 0) throw refuse(reorganisationHasProblems, { problems: errors });
    if (conflicts.length > 0) throw refuse(reorganisationHasConflicts, { conflicts: conflicts.length });
    await updateReorganisation(context.db, {
      ...row,
      state: 'published',
      published_at: context.now.toString(),
      published_by: personId,
    });
    await context.schedule(reorganisationDue, {
      key: row.id,
      at: startOfDay(on, timeZone),
      input: { reorganisationId: row.id },
    });
    context.emit(reorganisationChanged, { reorganisationId: row.id, employerIds: row.employer_ids });
    return { revision: row.revision + 1 };
  },
);
