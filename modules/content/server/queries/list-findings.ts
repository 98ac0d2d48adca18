import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { judgeFindings } from '../../contract/permissions.ts';
import type { ContentTables } from '../content-tables.ts';
import { findingsWhere, shownFinding } from '../finding-rows.ts';

export const listFindings = handle<ContentTables>()(contract.listFindings, async (context, { limit, cursor, only }) => {
  const after = z.uuid().safeParse(cursor).data ?? null;
  const rows = await findingsWhere(
    context,
    sql`${context.within(judgeFindings, 'f.person_id')} and (${after}::uuid is null or f.id < ${after}::uuid)
      and (${only === 'all'} or f.judgement is null) and (${only !== 'contested'} or f.contest_reason is not null)`,
    limit + 1,
  );
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map(shownFinding),
    ...(rows.length > limit ? { next: shown.at(-1)?.id } : {}),
  };
});
