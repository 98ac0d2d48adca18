import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { roleChanged } from '../../contract/events.ts';
import { roleIsBuiltIn } from '../../contract/failures.ts';
import * as contract from '../../contract/roles.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { keepingAnAdministrator } from '../last-administrator.ts';
import { loadRole } from '../load-role.ts';
import { refuseRoleName } from '../refuse-role-name.ts';
import { writeRolePermissions } from '../role-permissions.ts';

export const changeRole = handle<AccessTables>()(contract.changeRole, async (context, input) => {
  const { db } = context;
  const role = await loadRole(db, input.roleId, input.revision);
  if (input.name) {
    if (role.key !== null) throw refuse(roleIsBuiltIn);
    await refuseRoleName(db, input.name, role.id);
  }
  const revision = role.revision + 1;
  await db
    .updateTable('access.role')
    .set({ revision, ...(input.name ? { name_zh: input.name.zh, name_en: input.name.en } : {}) })
    .where('id', '=', role.id)
    .execute();
  const { permissions } = input;
  if (permissions) {
    const by = { at: context.now.toString(), personId: actingPerson(context) };
    await keepingAnAdministrator(context, () => writeRolePermissions(db, context.contracts, role, permissions, by));
  }
  context.about('role', role.id);
  context.emit(roleChanged, { roleId: role.id });
  return { revision };
});
