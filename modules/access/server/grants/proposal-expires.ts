import type { QueryContext } from '#kernel/server/context.ts';
import { grantProposalDays } from '../../contract/settings.ts';
import type { AccessTables } from '../access-tables.ts';

/** When a change that is proposed now, and that nobody agrees to, expires. */
export async function proposalExpires({
  now,
  setting,
}: Pick<QueryContext<AccessTables>, 'now' | 'setting'>): Promise<Temporal.Instant> {
  return now.add({ hours: 24 * (await setting(grantProposalDays)) });
}
