import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ContentTables } from '../content-tables.ts';
import { findingsWhere } from '../finding-rows.ts';
import { openPieces } from '../sealed-pieces.ts';

export const listMyFindings = handle<ContentTables>()(contract.listMyFindings, async (context, { limit, cursor }) => {
  const after = z.uuid().safeParse(cursor).data ?? null;
  const rows = await findingsWhere(
    context,
    sql`f.person_id = ${context.person().personId}::uuid and (${after}::uuid is null or f.id < ${after}::uuid)`,
    limit + 1,
  );
  const shown = rows.slice(0, limit);
  return {
    rows: await Promise.all(
      shown.map(async (row) => ({
        findingId: row.id,
        at: row.at,
        ruleTitle: row.rule_title,
        category: row.category,
        outcome: row.outcome,
        place: row.place,
        pieces: await openPieces(context, row.id, row.sealed),
        contestReason: row.contest_reason,
        judgement: row.judgement,
        note: row.note,
      })),
    ),
    ...(rows.length > limit ? { next: shown.at(-1)?.id } : {}),
  };
});
