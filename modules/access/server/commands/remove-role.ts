import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { roleChanged } from '../../contract/events.ts';
import { roleInUse, roleIsBuiltIn } from '../../contract/failures.ts';
import * as contract from '../../contract/roles.ts';
import type { AccessTables } from '../access-tables.ts';
import { loadRole } from '../load-role.ts';

export const removeRole = handle<AccessTables>()(contract.removeRole, async (context, { roleId, revision }) => {
  const { db } = context;
  const role = await loadRole(db, roleId, revision);
  if (role.key !== null) throw refuse(roleIsBuiltIn);
  const { assignments } = await db
    .selectFrom('access.role_assignment')
    .select((is) => is.fn.countAll<number>().as('assignments'))
    .where('role_id', '=', roleId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (assignments > 0) throw refuse(roleInUse, { assignments });
  await db
    .updateTable('access.role')
    .set({ removed_at: context.now.toString(), revision: revision + 1 })
    .where('id', '=', roleId)
    .execute();
  context.about('role', roleId);
  context.emit(roleChanged, { roleId });
  return {};
});
