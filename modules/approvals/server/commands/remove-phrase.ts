import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { phrasesChanged } from '../../contract/list-events.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const removePhrase = handle<ApprovalsTables>()(contract.removePhrase, async (context, { phrase }) => {
  const { personId } = context.person();
  await sql`delete from approvals.phrase where person_id = ${personId}::uuid and phrase = ${phrase}`.execute(
    context.db,
  );
  context.emit(phrasesChanged, { personId });
  return {};
});
