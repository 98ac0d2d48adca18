import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { personMoved } from '#modules/directory/contract/events.ts';
import type { AccessTables } from '../access-tables.ts';

/** What a department gave from its package ends for who belongs there no more; coming back brings nothing back. */
export const onPersonMoved = subscriber<AccessTables>()(
  'access.onPersonMoved',
  personMoved,
  async (context, { facts: { personId } }) => {
    await sql`update access.package_grant g set ended_at = ${context.now.toString()}
      from access.department_package k
      where g.person_id = ${personId}::uuid and g.ended_at is null and k.id = g.package_id
        and not exists (select from directory.published_department_tree t
          join directory.published_membership m on m.department_id = t.descendant_id
          where t.ancestor_id = k.department_id and m.person_id = g.person_id)`.execute(context.db);
  },
);
