import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import type { TemplateFile } from '../../contract/template.ts';
import * as contract from '../../contract/template-operations.ts';
import { namedIds } from '../../domain/template/named-ids.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { contentOfSide } from '../templates/content-of-side.ts';
import { templateHead } from '../templates/template-heads.ts';

/** With the names of everybody and everything that the content names by id, for who reads it elsewhere. */
export const exportTemplate = handle<ApprovalsTables>()(contract.exportTemplate, async (context, { kind, from }) => {
  const head = await templateHead(context, kind);
  const content = await contentOfSide(context, head, null, from);
  const named = namedIds(content);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from directory.published_person where id = any(${sql.val(named.map(({ id }) => id))}::uuid[])
    union all select id, name from directory.published_department where id = any(${sql.val(named.map(({ id }) => id))}::uuid[])
    union all select id, name from directory.published_post where id = any(${sql.val(named.map(({ id }) => id))}::uuid[])
    union all select id, name from approvals.approver_group where id = any(${sql.val(named.map(({ id }) => id))}::uuid[])`.execute(
    context.db,
  );
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const file: TemplateFile = {
    format: 'guiju.template',
    formatVersion: 1,
    kind,
    category: head.category,
    content,
    names: named.map(({ what, id }) => ({ what, id, name: names.get(id) ?? '' })),
  };
  return {
    bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`),
    name: `${content.settings.title.zh.replaceAll(/[\\/:*?"<>|]/g, '_')}.json`,
    mediaType: 'application/json; charset=utf-8',
  };
});
