import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/people.ts';
import { readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

export const namePeople = handle<DirectoryViews>()(contract.namePeople, async (context, { personIds }) => {
  const hidden = await hiddenFrom(context);
  // Whose id one has from a conversation or a request has a name there, and no face where the person is hidden.
  const { rows } = await sql<{ id: string; name: string; photo: string | null; active: boolean }>`
    select p.id, p.name, case when not ${hidden.of(['person'], 'p.id')} then p.photo end as photo, p.left_on is null as active from directory.person p
    where p.id = any(${sql.val(personIds)}::uuid[]) and ${context.within(readDirectory, 'p.id')}`.execute(context.db);
  return { rows };
});
