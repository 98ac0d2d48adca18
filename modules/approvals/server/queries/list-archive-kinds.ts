import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive-search.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archiveKinds, versionsOfKind } from '../archive-search/archive-kinds.ts';
import { counts } from '../archive-search/granted.ts';
import { searchFields } from '../archive-search/search-fields.ts';

export const listArchiveKinds = handle<ApprovalsTables>()(contract.listArchiveKinds, async (context) => {
  const { rows } = await sql<{ kind: string }>`select distinct unnest(g.kinds) as kind from approvals.archive_grant g
    where ${counts(context)}`.execute(context.db);
  const granted = new Set(rows.map((row) => row.kind));
  return {
    rows: await Promise.all(
      (await archiveKinds(context)).map(async ({ name, title, important }) => ({
        kind: name,
        title,
        important,
        granted: granted.has(name),
        fields: granted.has(name) ? searchFields(await versionsOfKind(context, name)) : [],
      })),
    ),
  };
});
