import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../../contract/own-lines.ts';
import type { DirectoryViews } from '../../../contract/views.ts';
import { heldOf, requireManaged } from './held-of.ts';

export const heldHeadships = handle<DirectoryViews>()(contract.heldHeadships, async (context, { personId }) => {
  await requireManaged(context, personId);
  const { rows } = await sql<{ name: string }>`
    select d.name from directory.published_department d where d.id in (
      select department_id from directory.headship where person_id = ${personId}::uuid and valid_to is null
      union select department_id from directory.deputy_headship where person_id = ${personId}::uuid and valid_to is null)
    order by d.number`.execute(context.db);
  return heldOf(rows.map((row) => row.name));
});
