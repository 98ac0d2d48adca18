import { handle } from '#kernel/server/define-module.ts';
import { roleChanged } from '../../contract/events.ts';
import * as contract from '../../contract/roles.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { changePermissions } from '../grants/change-permissions.ts';
import { refuseRoleName } from '../refuse-role-name.ts';

export const createRole = handle<AccessTables>()(
  contract.createRole,
  async (context, { name, permissions, reason }) => {
    const { db } = context;
    await refuseRoleName(db, name);
    const roleId = context.newId();
    await db
      .insertInto('access.role')
      .values({
        id: roleId,
        key: null,
        name_zh: name.zh,
        name_en: name.en,
        holding: 'assigned',
        removed_at: null,
        revision: 1,
      })
      .execute();
    const { proposalId } =
      permissions.length === 0
        ? { proposalId: null }
        : await changePermissions(context, { id: roleId, key: null, revision: 1 }, permissions, {
            personId: actingPerson(context),
            reason,
            isNew: true,
          });
    context.about('role', roleId);
    context.emit(roleChanged, { roleId });
    return { roleId, proposalId };
  },
);
