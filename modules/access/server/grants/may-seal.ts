import type { QueryContext } from '#kernel/server/context.ts';
import { breakGlassReviewDays } from '../../contract/settings.ts';
import type { AccessTables } from '../access-tables.ts';

/**
 * Whether this person may make a code now: the first one; or in place of a lost one that somebody else reported, or that
 * they reported themselves as many days ago as a review may take, so that others had time to step in.
 */
export async function maySeal(
  context: Pick<QueryContext<AccessTables>, 'db' | 'now' | 'setting'>,
  personId: string | null,
): Promise<boolean> {
  const last = await context.db
    .selectFrom('access.break_glass')
    .select(['lost_at', 'lost_by'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return true;
  if (last.lost_at === null) return false;
  if (last.lost_by !== personId) return true;
  const since = context.now.since(Temporal.Instant.from(last.lost_at)).total('hours');
  return since >= 24 * (await context.setting(breakGlassReviewDays));
}
