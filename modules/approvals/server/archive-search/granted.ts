import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';

type Asks = Pick<QueryContext<unknown>, 'person' | 'now'>;

/**
 * Whether a grant `g` counts now for the reader: not ended, not run out, and he still works where it was approved. Nothing else
 * opens the archive, no role and no administration (A6).
 */
export function counts(context: Asks): RawBuilder<unknown> {
  return countsFor(context.person().personId, context.now);
}

function countsFor(personId: string, now: Temporal.Instant): RawBuilder<unknown> {
  return sql`(g.person_id = ${personId}::uuid and g.ended_at is null
    and g.until_at > ${now.toString()}::timestamptz
    and exists (select from directory.published_person me where me.id = g.person_id and me.active
      and me.employer_id = g.employer_id and me.main_department_id = g.department_id))`;
}

/** Whether a grant of the reader opens the finished request `i`, unless its content was destroyed. A department's are those that were asked for in it, also by people who left since. */
export function opened(context: Asks): RawBuilder<unknown> {
  return sql`exists (select from approvals.archive_grant g where ${openedBy(context.person().personId, context.now)})`;
}

/** Whether the grant `g` opens the request `i` for this person. */
export function openedBy(personId: string, now: Temporal.Instant): RawBuilder<unknown> {
  return sql`(i.ended_at is not null and i.destruction_no is null and ${countsFor(personId, now)}
    and i.kind = any(g.kinds) and i.employer_id = g.employer_id
    and (g.reach = 'employer' or exists (select from directory.published_department_tree w
      where w.descendant_id = i.department_id and w.ancestor_id = g.department_id)))`;
}

/** The kinds of which the reader may query something now. */
export async function grantedKinds(
  context: Asks & { readonly db: QueryExecutorProvider },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ kind: string }>`select distinct unnest(g.kinds) as kind from approvals.archive_grant g
    where ${counts(context)}`.execute(context.db);
  return new Set(rows.map((row) => row.kind));
}
