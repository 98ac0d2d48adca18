import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { type RetentionCutoffs, retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';

/** A table with what a kind keeps: which of its rows are due, and what becomes of them. `t` is the row. */
interface Retained {
  readonly table: string;
  readonly due: RawBuilder<SqlBool>;
  /** Emptied instead of removed. */
  readonly set?: RawBuilder<unknown>;
}

const left = (cutoffs: RetentionCutoffs) => sql<SqlBool>`exists (select from directory.published_person l
  where l.id = t.person_id and l.left_on <= ${cutoffs.employment}::date)`;

/** The tables of a kind; 404 for one that isn't access's. */
export async function retainedOf(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
): Promise<readonly Retained[]> {
  const cutoffs = await retentionCutoffs(context);
  const old = sql<SqlBool>`t.at < ${cutoffs.securityLog}::timestamptz`;
  if (kind === 'access.signIns') {
    return ['access.sign_in', 'access.sign_in_attempt', 'access.ended_by_other'].map((table) => ({ table, due: old }));
  }
  if (kind === 'access.waysToSignIn') {
    return [
      { table: 'access.outside_account', due: sql<SqlBool>`t.removed_at is not null and ${left(cutoffs)}` },
      { table: 'access.preference', due: left(cutoffs) },
      {
        table: 'access.passkey',
        due: sql<SqlBool>`t.name <> '' and t.removed_at is not null and ${left(cutoffs)}`,
        set: sql`name = '', removed_because = null`,
      },
    ];
  }
  throw refuse(notFound);
}
