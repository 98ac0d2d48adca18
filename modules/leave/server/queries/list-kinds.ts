import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { LeaveTables } from '../leave-tables.ts';

export const listKinds = handle<LeaveTables>()(contract.listKinds, async (context) => {
  const { rows } = await sql<{ kind: string; name_zh: string; name_en: string }>`
    select kind, name_zh, name_en from leave.kind where not closed order by sort, kind`.execute(context.db);
  return { rows: rows.map(({ kind, name_zh, name_en }) => ({ kind, name: { zh: name_zh, en: name_en } })) };
});
