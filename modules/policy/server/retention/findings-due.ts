import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';
import { policyRetention } from '../../contract/retention.ts';

/** SQL condition over `policy.finding f left join policy.case_file c`: the person left, and any case was over, long enough ago. */
export async function findingsDue(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
): Promise<RawBuilder<SqlBool>> {
  if (!policyRetention.kinds.some(({ name }) => name === kind)) throw refuse(notFound);
  const { afterCase } = await retentionCutoffs(context);
  return sql<SqlBool>`(exists (select from directory.published_person p
      where p.id = f.person_id and p.left_on <= ${afterCase}::date)
    and (c.id is null or c.ended_at < ${afterCase}::date))`;
}
