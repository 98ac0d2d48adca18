import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { wrongCaseState } from '../../contract/failures.ts';
import { lapse } from '../case-steps.ts';
import { lockCase } from '../case-table.ts';
import { correct } from '../charge.ts';
import { canWaive } from '../load-case.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const waiveCase = handle<PolicyTables>()(contract.waiveCase, async (context, { caseId, reason }) => {
  const record = await lockCase(context, caseId, canWaive(context));
  if (record.state === 'waived' || record.state === 'lapsed') throw refuse(wrongCaseState, { state: record.state });
  const by = context.person().personId;
  await sql`insert into policy.case_note (id, case_id, what, by_id, at, facts)
    values (${context.newId()}, ${caseId}, 'withdrawn', ${by}, ${context.now.toString()}, ${JSON.stringify({ reason })})`.execute(
    context.db,
  );
  if (record.state === 'settled') await correct(context, record, { points: 0, fen: 0 }, reason);
  await lapse(context, record, 'withdrawn');
  return {};
});
