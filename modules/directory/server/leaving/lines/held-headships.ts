import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../../contract/own-lines.ts';
import type { DirectoryViews } from '../../../contract/views.ts';
import { heldOf, requireManaged } from './held-of.ts';

export const heldHeadships = handle<DirectoryViews>()(contract.heldHeadships, async (context, { personId }) => {
  await requireManaged(context, personId);
  const { rows } = await sql<{ name: string }>`
    select d.name from directory.published_head h join directory.published_department d on d.id = h.department_id
    where h.person_id = ${personId}::uuid order by d.number`.execute(context.db);
  return heldOf(rows.map((row) => row.name));
});
