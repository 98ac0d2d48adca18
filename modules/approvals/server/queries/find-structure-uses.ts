import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { handle } from '#kernel/server/define-module.ts';
import { processKinds } from '../../contract/process-kind.ts';
import * as contract from '../../contract/structure-uses.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const findStructureUses = handle<ApprovalsTables>()(contract.findStructureUses, async (context, { ids }) => {
  const titles = new Map(extensionsAt(processKinds, context.contracts).map((kind) => [kind.name, kind.title]));
  // The newest version of each flow, for the group and for subsidiaries, also one that waits for its day; ids are unmistakable as text.
  const { rows } = await sql<{ id: string; kind: string | null; title: string | null }>`
    with newest as (
      select distinct on (d.kind, d.employer_id) d.kind, d.employer_id, d.definition, d.settings from approvals.definition d
      where not exists (select from approvals.template t where t.kind = d.kind and t.state = 'retired')
      order by d.kind, d.employer_id, d.version desc
    ),
    asked as (select unnest(${sql.val(ids)}::uuid[]) as id)
    select distinct asked.id, newest.kind, newest.settings -> 'title' ->> 'zh' as title from asked
    join newest on strpos(newest.definition::text, asked.id::text) > 0
    union
    select asked.id, l.kind, null from asked
    join approvals.authority_limit l on l.holder_kind = 'post' and l.holder = asked.id::text
    order by 1, 2 limit 200`.execute(context.db);
  return {
    uses: rows.map(({ id, kind, title }) => ({
      id,
      by: title ?? (kind === null ? undefined : titles.get(kind)?.[context.language]) ?? kind ?? '*',
    })),
  };
});
