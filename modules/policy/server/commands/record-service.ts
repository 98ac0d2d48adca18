import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { timeInFuture, wrongCaseState } from '../../contract/failures.ts';
import { beTold, decisionBeTold } from '../case-steps.ts';
import { lockCase } from '../case-table.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { canWaive } from '../load-case.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** Service in person or on paper counts like a delivered notice (Z6). */
export const recordService = handle<PolicyTables>()(
  contract.recordService,
  async (context, { caseId, at = context.now.toString(), how }) => {
    const record = await lockCase(context, caseId, canWaive(context));
    const isDecision = record.state === 'decided' && record.decision_told_at === null;
    if (record.state !== 'found' && !isDecision) throw refuse(wrongCaseState, { state: record.state });
    const served = Temporal.Instant.from(at);
    if (
      Temporal.Instant.compare(served, context.now) > 0 ||
      Temporal.Instant.compare(served, Temporal.Instant.from(record.found_at)) < 0
    )
      throw refuse(timeInFuture);
    const by = context.person().personId;
    await sql`insert into policy.case_note (id, case_id, what, by_id, at, facts)
    values (${context.newId()}, ${caseId}, 'served', ${by}, ${at}, ${JSON.stringify({ how })})`.execute(context.db);
    await keepEvidence(context, {
      kind: 'policy.caseServed',
      about: `case:${caseId}`,
      subjectPersonId: record.liable_id,
      record: { at, how, by, what: isDecision ? 'decision' : 'case' },
    });
    // The time runs from when it is on record, so that nobody finds a deadline passed by looking back.
    const from = context.now.toString();
    await (isDecision ? decisionBeTold(context, record, from) : beTold(context, record, from));
    return {};
  },
);
