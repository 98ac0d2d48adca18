import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const readPhrases = handle<ApprovalsTables>()(contract.readPhrases, async (context) => {
  const { rows } = await sql<{ phrase: string }>`select phrase from approvals.phrase
    where person_id = ${context.person().personId}::uuid order by added_at desc, phrase limit 50`.execute(context.db);
  return { phrases: rows.map((row) => row.phrase) };
});
