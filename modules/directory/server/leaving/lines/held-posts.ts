import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../../contract/own-lines.ts';
import type { DirectoryViews } from '../../../contract/views.ts';
import { heldOf, requireManaged } from './held-of.ts';

export const heldPosts = handle<DirectoryViews>()(contract.heldPosts, async (context, { personId }) => {
  await requireManaged(context, personId);
  const { rows } = await sql<{ name: string }>`
    select p.name || ' · ' || d.name as name from directory.published_post_holding h
    join directory.published_post p on p.id = h.post_id join directory.published_department d on d.id = h.department_id
    where h.person_id = ${personId}::uuid order by p.name, d.number`.execute(context.db);
  return heldOf(rows.map((row) => row.name));
});
