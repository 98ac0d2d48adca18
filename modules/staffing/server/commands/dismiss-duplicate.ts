import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/clean-up.ts';
import { duplicateDismissed } from '../../contract/events.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const dismissDuplicate = handle<StaffingTables>()(contract.dismissDuplicate, async (context, input) => {
  const personIds = [...new Set(input.personIds)].sort();
  const { rows } = await sql<{ id: string; managed: boolean }>`
    select p.id, ${context.within(managePeople, 'p.id')} as managed from directory.published_person p
    where p.id = any(${sql.val(personIds)}::uuid[])`.execute(context.db);
  if (rows.length !== personIds.length || !rows.some((row) => row.managed)) throw refuse(notFound);
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  await sql`
    insert into staffing.different_people (person_ids, said_by, said_at)
    values (${sql.val(personIds)}::uuid[], ${by}, ${context.now.toString()}) on conflict do nothing`.execute(
    context.db,
  );
  for (const id of personIds) context.about('person', id);
  context.emit(duplicateDismissed, { personIds });
  return {};
});
