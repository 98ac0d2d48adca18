import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { phrasesChanged } from '../../contract/list-events.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const addPhrase = handle<ApprovalsTables>()(contract.addPhrase, async (context, { phrase }) => {
  const { personId } = context.person();
  await sql`insert into approvals.phrase (person_id, phrase, added_at)
    values (${personId}::uuid, ${phrase}, ${context.now.toString()}::timestamptz)
    on conflict (person_id, phrase) do update set added_at = excluded.added_at`.execute(context.db);
  await sql`delete from approvals.phrase p where p.person_id = ${personId}::uuid and p.phrase in (
    select phrase from approvals.phrase where person_id = ${personId}::uuid order by added_at desc, phrase offset 50)`.execute(
    context.db,
  );
  context.emit(phrasesChanged, { personId });
  return {};
});
