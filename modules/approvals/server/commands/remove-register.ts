import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/registers.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { isShared, type RegisterRow } from '../registers/register-table.ts';

export const removeRegister = handle<ApprovalsTables>()(contract.removeRegister, async (context, { registerId }) => {
  const { personId } = context.person();
  const { rows } = await sql<RegisterRow>`delete from approvals.register
    where id = ${registerId}::uuid and owner_id = ${personId}::uuid returning *`.execute(context.db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  context.about('register', registerId);
  context.emit(contract.registerChanged, { registerId, ownerId: personId, isShared: isShared(row) });
  return {};
});
