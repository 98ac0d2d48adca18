import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';
import type { PersonRecord } from '../person-table.ts';

/** The columns of each kind, as the marks of `contract/shapes.ts` say. */
export const erasedColumns = {
  'directory.contacts': ['phone', 'landline', 'email', 'address', 'alias', 'photo'],
  'directory.records': [
    ...(['staff_number', 'gender', 'job_title', 'entry_date', 'first_work_date'] as const),
    ...(['probation_end', 'contract_end', 'work_place', 'post_hint'] as const),
  ],
} as const satisfies Record<string, readonly (keyof PersonRecord)[]>;

export type LeaversKind = keyof typeof erasedColumns;

export const isLeaversKind = (kind: string): kind is LeaversKind => Object.hasOwn(erasedColumns, kind);

/** SQL conditions over `directory.person p`: what of a kind is past its retention, and what the directory itself holds. */
export async function leaversDue(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
): Promise<{ kind: LeaversKind; due: RawBuilder<SqlBool>; handingOver: RawBuilder<SqlBool> }> {
  if (!isLeaversKind(kind)) throw refuse(notFound);
  const { employment, afterLeaving } = await retentionCutoffs(context);
  const columns = sql.join(
    erasedColumns[kind].map((column) => sql.ref(`p.${column}`)),
    sql`, `,
  );
  const rest =
    kind === 'directory.records'
      ? sql`or exists (select from directory.person_record r where r.person_id = p.id and r.job_title is not null)
        or exists (select from directory.planned_change c
          where c.person_id = p.id and c.state in ('done', 'failed', 'withdrawn') and c.change <> '{}')`
      : sql``;
  return {
    kind,
    due: sql<SqlBool>`(p.left_on <= ${kind === 'directory.contacts' ? employment : afterLeaving}::date
      and (num_nonnulls(${columns}) > 0 ${rest}))`,
    handingOver: sql<SqlBool>`exists (select from directory.hand_over h where h.person_id = p.id and h.successor_id is null)`,
  };
}
