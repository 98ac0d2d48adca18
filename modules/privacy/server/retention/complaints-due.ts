import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';
import { privacyRetention } from '../../contract/retention.ts';
import type { Query } from '../privacy-tables.ts';

/** SQL conditions over `privacy.complaint c`: closed long enough ago, and concerning somebody who is held. */
export async function complaintsDue(
  context: Pick<Query, 'now' | 'setting'>,
  kind: string,
  heldPersonIds: readonly string[],
): Promise<{ due: RawBuilder<SqlBool>; held: RawBuilder<SqlBool> }> {
  if (!privacyRetention.kinds.some(({ name }) => name === kind)) throw refuse(notFound);
  const { afterCase } = await retentionCutoffs(context);
  const ids = sql`${sql.val(heldPersonIds)}::uuid[]`;
  return {
    due: sql<SqlBool>`(c.erased_at is null and c.closed_at < ${afterCase}::date)`,
    held: sql<SqlBool>`(c.complainant_id = any(${ids}) or coalesce(c.about_person_id = any(${ids}), false))`,
  };
}
