import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/people.ts';
import { readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';

export const namePeople = handle<DirectoryViews>()(contract.namePeople, async (context, { personIds }) => {
  const { rows } = await sql<{ id: string; name: string; photo: string | null; active: boolean }>`
    select p.id, p.name, p.photo, p.left_on is null as active from directory.person p
    where p.id = any(${sql.val(personIds)}::uuid[]) and ${context.within(readDirectory, 'p.id')}`.execute(context.db);
  return { rows };
});
