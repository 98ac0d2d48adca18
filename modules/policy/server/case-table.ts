import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CaseState, Cited, Consequence, DecisionOutcome, LapseReason } from '../contract/case-file.ts';
import type { Fact } from '../contract/fact.ts';
import type { ArticleSettings, Rule } from '../contract/rulebook.ts';
import type { Reader } from './policy-tables.ts';
import type { Instance } from './who-may-decide.ts';

/** One row of policy.case_file, with the fact that it rests on. */
export interface CaseRecord {
  readonly id: string;
  readonly number: number;
  readonly employer_id: string;
  readonly time_zone: string;
  readonly article_id: string;
  readonly owner_id: string;
  readonly liable_id: string;
  readonly month: string;
  readonly happened_at: string;
  readonly state: CaseState;
  readonly cited: Cited;
  readonly basis: { readonly rule: Rule; readonly settings: ArticleSettings };
  readonly consequence: Consequence;
  readonly points: number;
  readonly fen: number | null;
  readonly found_at: string;
  readonly told_at: string | null;
  readonly explanation: string | null;
  readonly explained_at: string | null;
  readonly decision_told_at: string | null;
  readonly appeal: string | null;
  readonly appealed_at: string | null;
  readonly due_at: string | null;
  readonly explain_by: string | null;
  readonly decide_by: string | null;
  readonly appeal_by: string | null;
  readonly appeal_decide_by: string | null;
  readonly over_at: string | null;
  readonly ended_at: string | null;
  readonly end_reason: LapseReason | null;
  /** Who found the fact, where a person did. */
  readonly finder_id: string | null;
  readonly fact: Fact;
}

/** Every column of a case; stands over `policy.case_file c`. */
export const caseColumns = sql`c.id, c.number::int as number, c.employer_id, e.time_zone, c.article_id, b.owner_id, c.liable_id,
  c.month, c.happened_at, c.state, c.cited, c.basis, c.consequence, c.points, c.fen::float8 as fen, c.found_at, c.told_at,
  c.explanation, c.explained_at, c.decision_told_at, c.appeal, c.appealed_at, c.due_at, c.explain_by, c.decide_by,
  c.appeal_by, c.appeal_decide_by, c.over_at, c.ended_at, c.end_reason, c.finder_id, f.fact`;
export const caseJoins = sql`policy.case_file c
  join policy.finding f on f.id = c.finding_id
  join policy.article a on a.id = c.article_id
  join policy.rulebook b on b.id = a.rulebook_id
  join directory.published_employer e on e.id = c.employer_id`;

/** A case within somebody's reach, locked for this transaction; 404 outside. */
export async function lockCase(
  { db }: Reader,
  caseId: string,
  reach: RawBuilder<SqlBool> = sql`true`,
): Promise<CaseRecord> {
  const { rows } = await sql<CaseRecord>`
    select ${caseColumns} from ${caseJoins} where c.id = ${caseId}::uuid and ${reach} for update of c`.execute(db);
  if (!rows[0]) throw refuse(notFound);
  return rows[0];
}

export interface DecisionRow {
  readonly id: string;
  readonly case_id: string;
  readonly instance: Instance;
  readonly outcome: DecisionOutcome;
  readonly decided_by: string;
  readonly points: number;
  readonly fen: number | null;
  readonly reason: string;
  readonly judged: Readonly<Record<string, boolean>>;
  readonly at: string;
}

/** Decisions of a case, the first one first. */
export async function loadDecisions({ db }: Reader, caseId: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select id, case_id, instance, outcome, decided_by, points, fen::float8 as fen, reason, judged, at
    from policy.decision where case_id = ${caseId}::uuid order by at`.execute(db);
  return rows;
}

type Changes = Partial<
  Pick<
    CaseRecord,
    | 'state'
    | 'points'
    | 'fen'
    | 'told_at'
    | 'explanation'
    | 'explained_at'
    | 'decision_told_at'
    | 'appeal'
    | 'appealed_at'
    | 'due_at'
    | 'explain_by'
    | 'decide_by'
    | 'appeal_by'
    | 'appeal_decide_by'
    | 'over_at'
    | 'ended_at'
    | 'end_reason'
  >
>;

/** Writes columns of a locked case, and gives it back as it is now. */
export async function changeCase({ db }: Reader, record: CaseRecord, changes: Changes): Promise<CaseRecord> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  await sql`update policy.case_file set ${sql.join(set)} where id = ${record.id}::uuid`.execute(db);
  return { ...record, ...changes };
}
