import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/registers.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { readPageCursor } from '../page-cursor.ts';
import { registerContents, registerPage, registerTotals } from '../registers/register-rows.ts';
import { visibleRegister } from '../registers/register-table.ts';

export const listRegisterRows = handle<ApprovalsTables>()(contract.listRegisterRows, async (context, input) => {
  const { registerId, limit, cursor, ...narrowed } = input;
  const after = readPageCursor(cursor);
  const register = await visibleRegister(context, registerId);
  const contents = await registerContents(context, register, narrowed);
  context.looked('approvals.register', registerId);
  return {
    ...(await registerPage(context, contents, limit, after)),
    ...(await registerTotals(context, register, contents)),
    notGranted: [...contents.notGranted],
  };
});
