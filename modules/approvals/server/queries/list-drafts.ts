import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type DraftRow, draftLine } from '../draft-line.ts';
import { newestKinds } from '../newest-kinds.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';

export const listDrafts = handle<ApprovalsTables>()(contract.listDrafts, async (context, { limit, cursor }) => {
  const after = readPageCursor(cursor);
  const { rows } = await sql<DraftRow>`
    select id, kind, revision, changed_at from approvals.draft
    where owner_id = ${context.person().personId}::uuid
      ${after ? sql`and (changed_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by changed_at desc, id desc limit ${limit + 1}`.execute(context.db);
  const kinds = await newestKinds(
    context,
    rows.map(({ kind }) => kind),
  );
  return pageOf(
    rows,
    limit,
    (row) => [row.changed_at, row.id, ''],
    (row) => draftLine(kinds, row),
  );
});
