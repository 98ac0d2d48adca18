import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ContentTables } from '../content-tables.ts';

export const confirmSending = handle<ContentTables>()(contract.confirmSending, async (context, { digest, rules }) => {
  await sql`insert into content.confirmation (person_id, digest, rules, at)
    values (${context.person().personId}::uuid, ${digest}, ${JSON.stringify(rules)}::jsonb, ${context.now.toString()}::timestamptz)
    on conflict (person_id, digest) do update set rules = excluded.rules, at = excluded.at`.execute(context.db);
  for (const { ruleId } of rules) context.about('contentRule', ruleId);
  return {};
});
