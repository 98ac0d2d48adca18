import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { wrongCaseState } from '../../contract/failures.ts';
import { beHeard } from '../case-steps.ts';
import { lockCase } from '../case-table.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** Whoever explains has been told; after the time for it an explanation still counts as long as nobody has decided. */
export const explain = handle<PolicyTables>()(contract.explain, async (context, { caseId, text }) => {
  const mine = sql<boolean>`c.liable_id = ${context.person().personId}::uuid`;
  const record = await lockCase(context, caseId, mine);
  const open = record.state === 'found' || record.state === 'told' || record.state === 'heard';
  if (!open || record.explanation !== null) throw refuse(wrongCaseState, { state: record.state });
  await beHeard(context, record, text.trim());
  return {};
});
