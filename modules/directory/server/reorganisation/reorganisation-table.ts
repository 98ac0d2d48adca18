import { type QueryExecutorProvider, sql } from 'kysely';
import type {
  ReorganisationComparison,
  ReorganisationProblem,
  ReorganisationStep,
} from '../../contract/reorganisations.ts';
import type { StepBasis } from '../../domain/reorganisation/step-basis.ts';

/** A reorganisation as its row says it. */
export interface ReorganisationRow {
  id: string;
  name: string;
  reason: string;
  employer_id: string;
  employer_ids: string[];
  on_day: string | null;
  steps: ReorganisationStep[];
  bases: StepBasis[][];
  state: 'draft' | 'agreed' | 'published' | 'done' | 'failed' | 'withdrawn';
  revision: number;
  made_at: string;
  changed_at: string;
  changed_by: string | null;
  agreed_at: string | null;
  agreed_by: string | null;
  agreed_digest: string | null;
  published_at: string | null;
  published_by: string | null;
  settled_at: string | null;
  problems: ReorganisationProblem[] | null;
  comparison: ReorganisationComparison | null;
}

/** One reorganisation; with `lock`, nobody else changes it before the commit. */
export async function loadReorganisation(
  db: QueryExecutorProvider,
  reorganisationId: string,
  lock?: 'update',
): Promise<ReorganisationRow | undefined> {
  const { rows } = await sql<ReorganisationRow>`
    select * from directory.reorganisation where id = ${reorganisationId}::uuid
    ${sql.raw(lock ? 'for update' : '')}`.execute(db);
  return rows[0];
}

/** Adds a draft without steps. */
export async function insertReorganisation(
  db: QueryExecutorProvider,
  made: Pick<ReorganisationRow, 'id' | 'name' | 'reason' | 'employer_id' | 'made_at' | 'changed_by'>,
): Promise<void> {
  await sql`
    insert into directory.reorganisation
      (id, name, reason, employer_id, employer_ids, steps, bases, state, made_at, changed_at, changed_by)
    values (${made.id}, ${made.name}, ${made.reason}, ${made.employer_id}, array[${made.employer_id}]::uuid[], '[]', '[]',
      'draft', ${made.made_at}, ${made.made_at}, ${made.changed_by})`.execute(db);
}

/** Writes a locked row, all but what it was made with; its revision counts on. */
export async function updateReorganisation(db: QueryExecutorProvider, row: ReorganisationRow): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await sql`
    update directory.reorganisation set name = ${row.name}, reason = ${row.reason},
      employer_ids = ${sql.val(row.employer_ids)}::uuid[], on_day = ${row.on_day}::date, steps = ${json(row.steps)}::jsonb,
      bases = ${json(row.bases)}::jsonb, state = ${row.state}, revision = revision + 1, changed_at = ${row.changed_at},
      changed_by = ${row.changed_by}::uuid, agreed_at = ${row.agreed_at}::timestamptz, agreed_by = ${row.agreed_by}::uuid,
      agreed_digest = ${row.agreed_digest}, published_at = ${row.published_at}::timestamptz,
      published_by = ${row.published_by}::uuid, settled_at = ${row.settled_at}::timestamptz,
      problems = ${json(row.problems)}::jsonb, comparison = ${json(row.comparison)}::jsonb
    where id = ${row.id}::uuid`.execute(db);
}
