import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { judgeFindings } from '../../contract/permissions.ts';
import type { ContentTables } from '../content-tables.ts';
import { findingsWhere, shownFinding } from '../finding-rows.ts';
import { openPieces } from '../sealed-pieces.ts';

/** The look stands in the audit. */
export const readFinding = handle<ContentTables>()(contract.readFinding, async (context, { findingId }) => {
  const [row] = await findingsWhere(
    context,
    sql`f.id = ${findingId}::uuid and ${context.within(judgeFindings, 'f.person_id')}`,
    1,
  );
  if (!row) throw refuse(notFound);
  context.looked('contentFinding', findingId);
  return {
    ...shownFinding(row),
    pieces: await openPieces(context, findingId, row.sealed),
    contestReason: row.contest_reason,
    note: row.note,
    judgedBy: row.judged_by !== null && row.judge !== null ? { id: row.judged_by, name: row.judge } : null,
    judgedAt: row.judged_at,
    may: row.judgement === null && row.person_id !== context.person().personId ? ['judge' as const] : [],
  };
});
