import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import * as contract from '../../contract/retention.ts';
import type { PolicyTables } from '../policy-tables.ts';

const why = { zh: '有未了结的制度个案（说明、决定或申诉）', en: 'A case is open: explanation, decision or appeal' };

export const holdForCases = handle<PolicyTables>()(contract.holdForCases, async (context) => {
  requireSystem(context, superviseRetention);
  const { rows } = await sql<{ liable_id: string }>`
    select distinct liable_id from policy.case_file where ended_at is null`.execute(context.db);
  return {
    holds: rows.map((row) => ({ personId: row.liable_id, of: 'everything' as const, why, confidential: true })),
  };
});
