import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/registers.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { registerKinds } from '../registers/register-kinds.ts';
import { isShared, visibleRegisters } from '../registers/register-table.ts';

export const listRegisters = handle<ApprovalsTables>()(contract.listRegisters, async (context) => {
  const registers = await visibleRegisters(context);
  const kinds = await registerKinds(context, [...new Set(registers.flatMap((register) => register.kinds))]);
  const titles = new Map(kinds.map((kind) => [kind.name, kind.title]));
  return {
    rows: registers.map((row) => ({
      registerId: row.id,
      name: row.name,
      titles: row.kinds.map((kind) => titles.get(kind) ?? { zh: kind, en: kind }),
      isProgress: row.is_progress,
      isShared: isShared(row),
      owner: { id: row.owner_id, name: row.owner_name },
      changedAt: row.changed_at,
      may: row.owner_id === context.person().personId ? ['change' as const] : [],
    })),
  };
});
