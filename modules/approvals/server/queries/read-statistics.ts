import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/statistics.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { publishedKind } from '../published-kind.ts';
import { figuresWithin } from '../statistics/figures-within.ts';
import { readFigures } from '../statistics/read-figures.ts';

export const readStatistics = handle<ApprovalsTables>()(contract.readStatistics, async (context, input) => {
  if (input.by !== 'person') context.require(contract.seeStatistics);
  const seesGroups = context.may(contract.seeStatistics);
  const { rows } = await sql<{ kind: string; version: number }>`
    select s.kind, max(s.version) as version from approvals.statistic s
    where s.what = 'request' and s.grain = 'month' and ${figuresWithin(context)} group by s.kind order by s.kind`.execute(
    context.db,
  );
  const kinds = await Promise.all(
    rows.map(async ({ kind, version }) => ({ kind, title: (await publishedKind(context, kind, version)).kind.title })),
  );
  return { ...(await readFigures(context, input)), kinds, may: seesGroups ? ['groups' as const] : [] };
});
