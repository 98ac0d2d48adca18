import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';
import { leaveRetention } from '../../contract/retention.ts';

/** SQL condition over `leave.request r`: past its retention. What is still asked for is held with its request. */
export async function leaveDue(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
): Promise<RawBuilder<SqlBool>> {
  if (!leaveRetention.kinds.some(({ name }) => name === kind)) throw refuse(notFound);
  const { afterLeaving } = await retentionCutoffs(context);
  return sql<SqlBool>`(r.state <> 'asked' and exists (select from directory.published_person l
    where l.id = r.person_id and l.left_on <= ${afterLeaving}::date))`;
}
