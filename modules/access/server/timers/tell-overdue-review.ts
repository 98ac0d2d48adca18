import { onTimer } from '#kernel/server/define-module.ts';
import { breakGlassChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { breakGlassReviewDue } from '../grants/grant-timers.ts';

/** Nobody has reviewed an opened code in time. */
export const tellOverdueReview = onTimer<AccessTables>()(breakGlassReviewDue, async (context, { glassId }) => {
  const open = await context.db
    .selectFrom('access.break_glass')
    .select('opened_by')
    .where('id', '=', glassId)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst();
  if (open) context.emit(breakGlassChanged, { glassId, what: 'overdue', openedBy: open.opened_by, by: null });
});
