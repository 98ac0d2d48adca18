import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ledger.ts';
import { ledgerRows } from '../ledger-rows.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const readLedger = handle<PolicyTables>()(contract.readLedger, async (context, input) => {
  const after = readCursor(input.cursor);
  const beyond = after ? sql`(l.at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`;
  const rows = await ledgerRows(
    context,
    sql`l.person_id = ${context.person().personId}::uuid and ${beyond}
      order by l.at desc, l.id desc limit ${input.limit + 1}`,
  );
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return { rows: shown, ...(rows.length > input.limit && last ? { next: writeCursor(last.at, last.id) } : {}) };
});
