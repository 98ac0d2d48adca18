import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/break-glass.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { breakGlassChanged } from '../../contract/events.ts';
import { proposalOver, secondPersonNeeded } from '../../contract/failures.ts';
import type { AccessTables } from '../access-tables.ts';
import { breakGlassReviewDue } from '../grants/grant-timers.ts';
import { sealGlass } from '../grants/seal-glass.ts';

export const reviewBreakGlass = handle<AccessTables>()(
  contract.reviewBreakGlass,
  async (context, { glassId, finding }) => {
    await refuseStale(context);
    const { personId } = context.person();
    const glass = await context.db
      .selectFrom('access.break_glass')
      .selectAll()
      .where('id', '=', glassId)
      .where('opened_at', 'is not', null)
      .forUpdate()
      .executeTakeFirst();
    if (!glass) throw refuse(notFound);
    if (glass.reviewed_at !== null) throw refuse(proposalOver);
    if (glass.opened_by === personId) throw refuse(secondPersonNeeded);
    // It is looked at when it is over: nothing more is done alone after the review.
    await context.db
      .updateTable('access.break_glass')
      .set({
        reviewed_at: context.now.toString(),
        reviewed_by: personId,
        finding,
        open_until:
          Temporal.Instant.compare(glass.open_until ?? context.now, context.now) > 0
            ? context.now.toString()
            : glass.open_until,
      })
      .where('id', '=', glassId)
      .execute();
    await context.unschedule(breakGlassReviewDue, glassId);
    context.about('breakGlass', glassId);
    context.emit(breakGlassChanged, { glassId, what: 'reviewed', openedBy: glass.opened_by, by: personId });
    return { code: (await sealGlass(context)) ?? null };
  },
);
