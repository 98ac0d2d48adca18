import { handle } from '#kernel/server/define-module.ts';
import { reorganisationChanged } from '../../contract/events.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { examine } from '../reorganisation/examine.ts';
import { takeReorganisation } from '../reorganisation/planned-reorganisation.ts';
import { reorganisationDue } from '../reorganisation/reorganisation-due.ts';
import { updateReorganisation } from '../reorganisation/reorganisation-table.ts';

export const withdrawReorganisation = handle<DirectoryViews>()(
  contract.withdrawReorganisation,
  async (context, input) => {
    const { row } = await takeReorganisation(context, input, ['draft', 'agreed', 'published', 'failed']);
    const { problems, comparison } = await examine(context, row);
    await updateReorganisation(context.db, {
      ...row,
      state: 'withdrawn',
      settled_at: context.now.toString(),
      problems: [...problems],
      comparison,
    });
    await context.unschedule(reorganisationDue, row.id);
    context.emit(reorganisationChanged, { reorganisationId: row.id, employerIds: row.employer_ids });
    return {};
  },
);
