import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../../contract/own-lines.ts';
import type { DirectoryViews } from '../../../contract/views.ts';
import { heldOf, requireManaged } from './held-of.ts';

export const heldSubordinates = handle<DirectoryViews>()(contract.heldSubordinates, async (context, { personId }) => {
  await requireManaged(context, personId);
  const { rows } = await sql<{ name: string }>`
    select p.name from directory.published_supervisor s join directory.published_person p on p.id = s.person_id
    where s.supervisor_id = ${personId}::uuid order by p.sort_key, p.id`.execute(context.db);
  return heldOf(rows.map((row) => row.name));
});
