import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { wrongCaseState } from '../../contract/failures.ts';
import { beAppealed } from '../case-steps.ts';
import { lockCase } from '../case-table.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const appeal = handle<PolicyTables>()(contract.appeal, async (context, { caseId, text }) => {
  const mine = sql<boolean>`c.liable_id = ${context.person().personId}::uuid`;
  const record = await lockCase(context, caseId, mine);
  if (record.state !== 'decided') throw refuse(wrongCaseState, { state: record.state });
  await beAppealed(context, record, text.trim());
  return {};
});
