import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { supervisionNamed } from '../../contract/events.ts';
import { notOverOneself } from '../../contract/failures.ts';
import * as contract from '../../contract/supervision.ts';
import type { AdminTables } from '../admin-tables.ts';
import { administrators } from '../administrators.ts';

export const nameSupervisor = handle<AdminTables>()(contract.nameSupervisor, async (context, input) => {
  const { administratorId, supervisorId, every } = input;
  const by = context.person().personId;
  if (administratorId === by || supervisorId === administratorId) throw refuse(notOverOneself);
  const known = await administrators(context, by);
  const { rows } = await sql`select from directory.published_person p
    where p.id = ${supervisorId}::uuid and p.active`.execute(context.db);
  if (rows.length === 0 || !known.some(({ id }) => id === administratorId)) throw refuse(notFound);
  const at = context.now.toString();
  await sql`update admin.supervision set ended_at = ${at}
    where administrator_id = ${administratorId}::uuid and ended_at is null`.execute(context.db);
  const id = context.newId();
  await sql`insert into admin.supervision (id, administrator_id, supervisor_id, every, named_at, named_by)
    values (${id}::uuid, ${administratorId}::uuid, ${supervisorId}::uuid, ${every}, ${at}, ${by}::uuid)`.execute(
    context.db,
  );
  context.about('person', administratorId);
  context.emit(supervisionNamed, { administratorId, supervisorId, every, by });
  return {};
});
