import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { sendToMany } from '../../contract/permissions.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Everybody active who is named, or belongs to a department or one below it, but for oneself; and how many of them are beyond one's reach. */
export async function recipientsOf(
  context: Pick<QueryContext<MessagingTables>, 'db' | 'person' | 'within'>,
  named: { readonly personIds: readonly string[]; readonly departmentIds: readonly string[] },
): Promise<{ personIds: string[]; outside: number }> {
  const { personId } = context.person();
  const { rows } = await sql<{ id: string; within: boolean }>`
    select p.id, ${context.within(sendToMany, 'p.id')} as within from directory.published_person p
    where p.active and p.id <> ${personId} and (p.id = any(${sql.val([...named.personIds])}::uuid[]) or p.id in (
      select m.person_id from directory.published_membership m
      join directory.published_department_tree t on t.descendant_id = m.department_id
      where t.ancestor_id = any(${sql.val([...named.departmentIds])}::uuid[])))
    order by p.id`.execute(context.db);
  const reached = rows.filter((row) => row.within);
  return { personIds: reached.map((row) => row.id), outside: rows.length - reached.length };
}
