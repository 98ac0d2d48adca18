import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';
import { importRetention } from '../../contract/retention.ts';

/** SQL conditions over `directory.people_import i`: past its retention, and still waiting to be approved. */
export async function importsDue(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
): Promise<{ due: RawBuilder<SqlBool>; waiting: RawBuilder<SqlBool> }> {
  if (!importRetention.kinds.some(({ name }) => name === kind)) throw refuse(notFound);
  const { imported } = await retentionCutoffs(context);
  return {
    due: sql<SqlBool>`(i.erased_at is null
      and coalesce(i.applied_at, i.rejected_at, i.made_at) < ${imported}::timestamptz)`,
    waiting: sql<SqlBool>`(i.source = 'hrFile' and i.applicable and i.applied_at is null and i.rejected_at is null
      and (i.counts ->> 'created')::int + (i.counts ->> 'changed')::int + (i.counts ->> 'departments')::int
        + (i.counts ->> 'absent')::int > 0)`,
  };
}
