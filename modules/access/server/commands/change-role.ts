import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { roleChanged } from '../../contract/events.ts';
import { roleIsBuiltIn } from '../../contract/failures.ts';
import * as contract from '../../contract/roles.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { changePermissions } from '../grants/change-permissions.ts';
import { loadRole } from '../load-role.ts';
import { refuseRoleName } from '../refuse-role-name.ts';

export const changeRole = handle<AccessTables>()(contract.changeRole, async (context, input) => {
  const { db } = context;
  const role = await loadRole(db, input.roleId, input.revision);
  let { revision } = role;
  if (input.name) {
    if (role.key !== null) throw refuse(roleIsBuiltIn);
    await refuseRoleName(db, input.name, role.id);
    revision += 1;
    await db
      .updateTable('access.role')
      .set({ revision, name_zh: input.name.zh, name_en: input.name.en })
      .where('id', '=', role.id)
      .execute();
  }
  let proposalId: string | null = null;
  if (input.permissions) {
    const changed = { id: role.id, key: role.key, revision };
    ({ revision, proposalId } = await changePermissions(context, changed, input.permissions, {
      personId: actingPerson(context),
      reason: input.reason,
    }));
  }
  context.about('role', role.id);
  context.emit(roleChanged, { roleId: role.id });
  return { revision, proposalId };
});
