import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { Consequence } from '../../contract/case-file.ts';
import type { Defence } from '../../contract/fact.ts';
import * as contract from '../../contract/rulebooks.ts';
import { mayManage } from '../may-manage.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { loadRulebook } from '../rulebook-rows.ts';

interface Row {
  readonly id: string;
  readonly number: Words;
  readonly found_at: string;
  readonly happened_at: string;
  readonly outcome: 'observed' | 'reminded' | 'case' | 'defence' | 'braked';
  readonly defence: Defence | null;
  readonly consequence: Consequence | null;
}

const DAYS = 30;

export const listObserved = handle<PolicyTables>()(contract.listObserved, async (context, input) => {
  const rulebook = await loadRulebook(context, input.rulebookId);
  const isOwner = rulebook.owner_id === context.person().personId;
  if (!isOwner && !mayManage(context, rulebook.employer_id)) throw refuse(notFound);
  const after = readCursor(input.cursor);
  const beyond = after ? sql`(f.found_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`;
  const { rows } = await sql<Row>`
    select f.id, a.number, f.found_at, f.happened_at, f.outcome, f.defence, f.consequence
    from policy.finding f join policy.article a on a.id = f.article_id
    where a.rulebook_id = ${rulebook.id}::uuid and ${beyond}
    order by f.found_at desc, f.id desc limit ${input.limit + 1}`.execute(context.db);
  const { rows: sums } = await sql<{ found: number; defended: number; people: number; points: number }>`
    select count(*)::int as found, count(*) filter (where f.outcome = 'defence')::int as defended,
      count(distinct f.person_id)::int as people, coalesce(sum((f.consequence->>'points')::int), 0)::int as points
    from policy.finding f join policy.article a on a.id = f.article_id
    where a.rulebook_id = ${rulebook.id}::uuid
      and f.found_at >= ${context.now.subtract({ hours: 24 * DAYS }).toString()}::timestamptz`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      articleNumber: row.number,
      foundAt: row.found_at,
      happenedAt: row.happened_at,
      outcome: row.outcome,
      defence: row.defence,
      points: row.consequence?.points ?? null,
      quotedYuan: row.consequence?.quotedYuan ?? null,
      occurrence: row.consequence?.occurrence ?? null,
    })),
    ...(rows.length > input.limit && last ? { next: writeCursor(last.found_at, last.id) } : {}),
    sum: sums[0] ?? { found: 0, defended: 0, people: 0, points: 0 },
  };
});
