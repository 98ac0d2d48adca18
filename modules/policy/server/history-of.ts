import { sql } from 'kysely';
import type { History } from '../domain/find-case.ts';
import type { Reader } from './policy-tables.ts';

/** What a person's month under an article holds. `counted`: the states that count; `before`: only what happened earlier. */
export async function historyOf(
  { db }: Reader,
  of: { readonly articleId: string; readonly personId: string; readonly month: string },
  counted: readonly string[],
  before?: { readonly happenedAt: string; readonly caseId: string },
): Promise<History> {
  const earlier = before
    ? sql`(c.happened_at, c.id) < (${before.happenedAt}::timestamptz, ${before.caseId}::uuid)`
    : sql`true`;
  const { rows } = await sql<{ cases: number; points: number; fen: number }>`
    select count(*)::int as cases, coalesce(sum(c.points), 0)::int as points, coalesce(sum(c.fen), 0)::float8 as fen
    from policy.case_file c
    where c.article_id = ${of.articleId}::uuid and c.liable_id = ${of.personId}::uuid and c.month = ${of.month}
      and c.state = any(${sql.val(counted)}::text[]) and ${earlier}`.execute(db);
  return rows[0] ?? { cases: 0, points: 0, fen: 0 };
}

/** Everything that may still come to something: what a notice warns of. */
export const STANDING = ['found', 'told', 'heard', 'decided', 'appealed', 'settled'];
/** Only what somebody has upheld: what a decision counts. An open case never makes another one dearer. */
export const UPHELD = ['decided', 'appealed', 'settled'];
