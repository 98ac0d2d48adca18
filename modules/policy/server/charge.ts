import { sql } from 'kysely';
import { ledgerChanged } from '../contract/events.ts';
import { readStatements, readSummaries } from '../contract/permissions.ts';
import { type CaseRecord, loadDecisions } from './case-table.ts';
import { holdersOf } from './holders-of.ts';
import { keepEvidence } from './keep-evidence.ts';
import type { Command } from './policy-tables.ts';

type Kind = 'points' | 'assessmentDeduction' | 'fine' | 'compensation';

/** Enters what a settled case comes to: points, and money where amounts were on, each kind by itself. */
export async function charge(context: Command, record: CaseRecord): Promise<void> {
  if (record.points > 0) await enter(context, record, 'points', record.points, null, 'settled');
  const { money } = record.consequence;
  if (money && record.fen) await enter(context, record, money, record.fen, null, 'settled');
}

/** Takes back what a case has entered, down to what it comes to now. */
export async function correct(
  context: Command,
  record: CaseRecord,
  to: { readonly points: number; readonly fen: number | null },
  reason: string,
): Promise<void> {
  const { rows } = await sql<{ id: string; kind: Kind; left: number }>`
    select l.id, l.kind, (l.amount + coalesce((select sum(x.amount) from policy.ledger_entry x where x.corrects = l.id), 0))::float8 as left
    from policy.ledger_entry l where l.case_id = ${record.id}::uuid and l.corrects is null`.execute(context.db);
  for (const { id, kind, left } of rows) {
    const less = (kind === 'points' ? to.points : (to.fen ?? 0)) - left;
    if (less < 0) await enter(context, record, kind, less, id, reason);
  }
}

/** One line of the ledger. It rests on the last decision of the case; the table refuses it otherwise. */
async function enter(
  context: Command,
  record: CaseRecord,
  kind: Kind,
  amount: number,
  corrects: string | null,
  reason: string,
): Promise<void> {
  const decision = (await loadDecisions(context, record.id)).at(-1);
  const entryId = context.newId();
  await sql`insert into policy.ledger_entry
    (id, case_id, decision_id, over_at, person_id, employer_id, month, kind, amount, corrects, reason, at)
    values (${entryId}, ${record.id}, ${decision?.id ?? null}, ${record.over_at}, ${record.liable_id}, ${record.employer_id},
      ${record.month}, ${kind}, ${amount}, ${corrects}, ${reason}, ${context.now.toString()})`.execute(context.db);
  await keepEvidence(context, {
    kind: 'policy.ledgerEntered',
    about: `case:${record.id}`,
    subjectPersonId: record.liable_id,
    record: { entryId, decisionId: decision?.id ?? null, kind, amount, corrects, reason },
  });
  context.emit(ledgerChanged, {
    entryId,
    personId: record.liable_id,
    employerId: record.employer_id,
    month: record.month,
    concerned: await holdersOf(context, record.liable_id, [readStatements, readSummaries]),
  });
}
