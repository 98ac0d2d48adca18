import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { archiveNotGranted, notSearchable } from '../../contract/archive-search-failures.ts';
import * as contract from '../../contract/registers.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { fieldCondition } from '../archive-search/field-condition.ts';
import { grantedKinds } from '../archive-search/granted.ts';
import { registerKinds } from '../registers/register-kinds.ts';
import { isShared, type RegisterRow } from '../registers/register-table.ts';

const most = 100;

export const saveRegister = handle<ApprovalsTables>()(contract.saveRegister, async (context, input) => {
  const { personId } = context.person();
  const { rows: held } = await sql<RegisterRow>`
    select * from approvals.register where owner_id = ${personId}::uuid for update`.execute(context.db);
  const before = held.find((row) => row.id === input.registerId);
  if (input.registerId !== undefined && !before) throw refuse(notFound);
  if (before && before.revision !== input.revision) throw refuse(contract.registerMoved);
  if (!before && held.length >= most) throw refuse(contract.tooManyRegisters);

  const names = [...new Set(input.kinds)];
  const granted = await grantedKinds(context);
  // What it held before it may go on holding, after the permission ran out too: it shows nothing without one.
  if (names.some((name) => !granted.has(name) && !before?.kinds.includes(name))) throw refuse(archiveNotGranted);
  const kinds = await registerKinds(context, names);
  const fields = kinds.flatMap((kind) => kind.fields);
  for (const column of input.columns) {
    if (column.from === 'form' && !fields.some((field) => field.name === column.name))
      throw refuse(contract.noSuchColumn);
  }
  for (const condition of input.filter.fields) {
    const searched = kinds.filter((kind) => kind.fields.some((field) => field.name === condition.name));
    if (searched.length === 0) throw refuse(notSearchable);
    for (const kind of searched) fieldCondition(kind.fields, condition);
  }

  const registerId = before?.id ?? context.newId();
  const revision = (before?.revision ?? 0) + 1;
  const { departmentIds, roles } = input.sharing;
  const row = {
    name: input.name,
    kinds: names,
    is_progress: input.isProgress,
    department_ids: [...new Set(departmentIds)],
    roles: [...new Set(roles)],
  };
  await sql`
    insert into approvals.register as r (id, owner_id, name, kinds, is_progress, columns, filter, department_ids, roles, revision,
      changed_at)
    values (${registerId}::uuid, ${personId}::uuid, ${row.name}, ${sql.val(row.kinds)}::text[], ${row.is_progress}::boolean,
      ${JSON.stringify(input.columns)}::jsonb, ${JSON.stringify(input.filter)}::jsonb, ${sql.val(row.department_ids)}::uuid[],
      ${sql.val(row.roles)}::text[], ${revision}, ${context.now.toString()}::timestamptz)
    on conflict (id) do update set name = excluded.name, kinds = excluded.kinds, is_progress = excluded.is_progress,
      columns = excluded.columns, filter = excluded.filter, department_ids = excluded.department_ids, roles = excluded.roles,
      revision = excluded.revision, changed_at = excluded.changed_at`.execute(context.db);
  context.about('register', registerId);
  context.emit(contract.registerChanged, {
    registerId,
    ownerId: personId,
    isShared: isShared(row) || (before !== undefined && isShared(before)),
  });
  return { registerId, revision };
});
