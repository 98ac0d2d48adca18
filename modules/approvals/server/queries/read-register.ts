import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/registers.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { headingOf, registerKinds } from '../registers/register-kinds.ts';
import { visibleRegister } from '../registers/register-table.ts';

export const readRegister = handle<ApprovalsTables>()(contract.readRegister, async (context, { registerId }) => {
  const row = await visibleRegister(context, registerId);
  const kinds = await registerKinds(context, row.kinds);
  return {
    registerId,
    revision: row.revision,
    name: row.name,
    kinds: row.kinds,
    isProgress: row.is_progress,
    columns: row.columns,
    filter: row.filter,
    sharing: { departmentIds: row.department_ids, roles: row.roles },
    owner: { id: row.owner_id, name: row.owner_name },
    headings: row.columns.map((column) => headingOf(column, kinds)),
    may: row.owner_id === context.person().personId ? ['change' as const] : [],
  };
});
