import { type RawBuilder, sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import type { LedgerEntry } from '../contract/ledger.ts';
import { namesOf } from './names-of.ts';
import type { Query } from './policy-tables.ts';

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly number: number;
  readonly month: string;
  readonly at: string;
  readonly article: Words;
  readonly kind: LedgerEntry['kind'];
  readonly amount: number;
  readonly corrects: string | null;
  readonly decided_by: string;
}

/** Entries of the ledger over `policy.ledger_entry l`, as a condition and order ask for them. */
export async function ledgerRows(context: Query, rest: RawBuilder<unknown>): Promise<LedgerEntry[]> {
  const { rows } = await sql<Row>`
    select l.id, l.case_id, c.number::int as number, l.month, l.at, c.cited->'articleNumber' as article, l.kind,
      l.amount::float8 as amount, l.corrects, d.decided_by
    from policy.ledger_entry l join policy.case_file c on c.id = l.case_id join policy.decision d on d.id = l.decision_id
    where ${rest}`.execute(context.db);
  const names = await namesOf(
    context,
    rows.map((row) => row.decided_by),
  );
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    month: row.month,
    at: row.at,
    articleNumber: row.article,
    kind: row.kind,
    amount: row.amount,
    corrects: row.corrects,
    decidedBy: names(row.decided_by),
  }));
}
