import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Words } from '#kernel/contract/words.ts';
import type {
  AdoptionKind,
  ArticleSettings,
  ArticleState,
  MoneyKind,
  Rule,
  RulebookHead,
} from '../contract/rulebook.ts';
import type { Reader } from './policy-tables.ts';

export interface RulebookRow {
  readonly id: string;
  readonly employer_id: string;
  readonly employer_name: string;
  readonly time_zone: string;
  readonly head: RulebookHead;
  readonly revision_number: number;
  readonly owner_id: string;
}

export interface AdoptionRow {
  readonly kind: AdoptionKind;
  readonly day: string;
  readonly document: string;
  readonly details: string;
  readonly recorded_by: string;
  readonly recorded_at: string;
}

export interface ArticleRow {
  readonly id: string;
  readonly rulebook_id: string;
  readonly number: Words;
  readonly text: Words;
  readonly quotation: { text: string; source: Words } | null;
  readonly rule: Rule | null;
  readonly state: ArticleState;
  readonly state_since: string;
  readonly settings: ArticleSettings;
  readonly braked_at: string | null;
  readonly braked_found: number | null;
  readonly revision: number;
}

/** A rulebook by its id; 404 where there is none. Whether the reader may see it is the caller's to ask. */
export async function loadRulebook({ db }: Reader, rulebookId: string): Promise<RulebookRow> {
  const { rows } = await sql<RulebookRow>`
    select b.id, b.employer_id, e.name as employer_name, e.time_zone, b.head, b.revision_number, b.owner_id
    from policy.rulebook b join directory.published_employer e on e.id = b.employer_id
    where b.id = ${rulebookId}::uuid`.execute(db);
  if (!rows[0]) throw refuse(notFound);
  return rows[0];
}

/** The steps of adoption, in their order. */
export async function loadAdoption({ db }: Reader, rulebookId: string): Promise<AdoptionRow[]> {
  const { rows } = await sql<AdoptionRow>`
    select kind, on_day::text as day, document, details, recorded_by, recorded_at from policy.adoption_step
    where rulebook_id = ${rulebookId}::uuid
    order by array_position(array['consultation', 'decision', 'posting'], kind)`.execute(db);
  return rows;
}

const columns = sql`a.id, a.rulebook_id, a.number, a.text, a.quotation, a.rule, a.state, a.state_since, a.settings,
  a.braked_at, a.braked_found, a.revision`;

export async function loadArticles({ db }: Reader, rulebookId: string): Promise<ArticleRow[]> {
  const { rows } = await sql<ArticleRow>`
    select ${columns} from policy.article a where a.rulebook_id = ${rulebookId}::uuid order by a.place`.execute(db);
  return rows;
}

/** An article of an employer, locked for this transaction; 404 where there is none. */
export async function lockArticle({ db }: Reader, articleId: string): Promise<ArticleRow & { employer_id: string }> {
  const { rows } = await sql<ArticleRow & { employer_id: string }>`
    select ${columns}, b.employer_id from policy.article a join policy.rulebook b on b.id = a.rulebook_id
    where a.id = ${articleId}::uuid for update of a`.execute(db);
  if (!rows[0]) throw refuse(notFound);
  return rows[0];
}

export interface SwitchRow {
  readonly money: MoneyKind;
  readonly is_on: boolean;
  readonly basis: string;
  readonly switched_by: string;
  readonly at: string;
}

/** How the kinds of money were switched for an employer at an instant. */
export async function loadSwitches({ db }: Reader, employerId: string, at: string): Promise<SwitchRow[]> {
  const { rows } = await sql<SwitchRow>`
    select distinct on (money) money, is_on, basis, switched_by, at from policy.amount_switch
    where employer_id = ${employerId}::uuid and at <= ${at}::timestamptz order by money, at desc`.execute(db);
  return rows;
}
