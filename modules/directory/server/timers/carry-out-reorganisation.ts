import { onTimer } from '#kernel/server/define-module.ts';
import { reorganisationChanged, structureReorganised } from '../../contract/events.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { lockTree } from '../department-tree-table.ts';
import { loadEmployers } from '../employer-table.ts';
import { errorsIn, examine } from '../reorganisation/examine.ts';
import { reorganisationDue } from '../reorganisation/reorganisation-due.ts';
import { loadReorganisation, updateReorganisation } from '../reorganisation/reorganisation-table.ts';
import { writeReorganisation } from '../reorganisation/write-reorganisation.ts';
import { lockSupervision } from '../supervision-table.ts';

/**
 * A published reorganisation takes effect when its day has begun: all of it and once, in the timer's transaction, so that a
 * process that dies meanwhile leaves nothing behind and another one begins anew. Where the structure isn't any more what two
 * people agreed on, nothing is done, and it is kept as failed with the reasons.
 */
export const carryOutReorganisation = onTimer<DirectoryViews>()(
  reorganisationDue,
  async (context, { reorganisationId }) => {
    const { db } = context;
    await lockTree(db);
    await lockSupervision(db);
    const row = await loadReorganisation(db, reorganisationId, 'update');
    if (row?.state !== 'published') return;
    context.about('reorganisation', reorganisationId);
    const { before, after, problems, conflicts, comparison, digest } = await examine(context, row);
    const settled = {
      ...row,
      settled_at: context.now.toString(),
      problems: [...problems],
      comparison,
    };
    const { employer_ids: employerIds } = row;
    if (errorsIn(problems) > 0 || conflicts.length > 0 || digest !== row.agreed_digest) {
      await updateReorganisation(db, { ...settled, state: 'failed' });
      context.log.warn({ reorganisationId, problems: errorsIn(problems) }, 'a reorganisation could not take effect');
      context.emit(reorganisationChanged, { reorganisationId, employerIds });
      return;
    }
    const employer = (await loadEmployers(db, [row.employer_id])).get(row.employer_id);
    // The day that it is now, should the program have slept over the day that was meant: history isn't written afterwards.
    const written = await writeReorganisation(db, before, after, todayIn(employer?.time_zone ?? 'UTC', context.now));
    await updateReorganisation(db, { ...settled, state: 'done' });
    context.emit(structureReorganised, { reorganisationId, ...written });
    context.emit(reorganisationChanged, { reorganisationId, employerIds });
  },
);
