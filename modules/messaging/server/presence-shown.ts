import { sql } from 'kysely';
import type { ServerModule } from '#kernel/server/define-module.ts';
import { presence } from '../contract/settings.ts';

/**
 * Active people who haven't switched it off for themselves, and whom the directory hides from nobody; none at all, where the company
 * has switched it off.
 */
export const presenceShown: NonNullable<ServerModule['presenceShown']> = async (db, personIds, read) => {
  if (!(await read(presence))) return [];
  const { rows } = await sql<{ id: string }>`
    select p.id from directory.published_person p left join messaging.privacy v on v.person_id = p.id
    where p.id = any(${sql.val(personIds)}::uuid[]) and p.active and v.hide_presence is not true
      and not exists (select from directory.published_hidden h where h.person_id = p.id)`.execute(db);
  return rows.map((row) => row.id);
};
