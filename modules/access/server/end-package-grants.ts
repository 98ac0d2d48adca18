import { type RawBuilder, sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import type { AccessTables } from './access-tables.ts';

/**
 * What a department gave from its package ends for whoever belongs there no more; coming back brings nothing back.
 * `whose`: condition on `g` (access.package_grant).
 */
export async function endPackageGrants(
  context: Pick<CommandContext<AccessTables>, 'db' | 'now'>,
  whose: RawBuilder<unknown>,
): Promise<void> {
  await sql`update access.package_grant g set ended_at = ${context.now.toString()}
    from access.department_package k
    where ${whose} and g.ended_at is null and k.id = g.package_id
      and not exists (select from directory.published_department_tree t
        join directory.published_membership m on m.department_id = t.descendant_id
        where t.ancestor_id = k.department_id and m.person_id = g.person_id)`.execute(context.db);
}
