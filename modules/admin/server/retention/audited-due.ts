import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';
import { auditRetention } from '../../contract/retention.ts';

/** SQL conditions over `kernel.audit a`: past its retention, and by or about somebody who is held. */
export async function auditedDue(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
  heldPersonIds: readonly string[],
): Promise<{ due: RawBuilder<SqlBool>; ofHeld: RawBuilder<SqlBool> }> {
  if (!auditRetention.kinds.some(({ name }) => name === kind)) throw refuse(notFound);
  const { audit } = await retentionCutoffs(context);
  const held = sql`${sql.val(heldPersonIds)}::text[]`;
  return {
    due: sql<SqlBool>`a.at < ${audit}::timestamptz`,
    ofHeld: sql<SqlBool>`(coalesce(a.actor_id = any(${held}), false) or exists (
      select from jsonb_array_elements(a.objects) o where o ->> 'type' = 'person' and o ->> 'id' = any(${held})))`,
  };
}
