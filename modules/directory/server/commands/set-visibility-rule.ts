import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { visibilityChanged } from '../../contract/events.ts';
import { departmentUnknown, personUnknown } from '../../contract/failures.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';
import { loadDepartments } from '../department-table.ts';
import { loadPeople } from '../person-table.ts';

export const setVisibilityRule = handle<DirectoryViews>()(contract.setVisibilityRule, async (context, input) => {
  const { db } = context;
  const departmentIds = new Set([...input.departmentIds, ...input.shownToDepartmentIds]);
  if ((await loadDepartments(db, [...departmentIds])).size !== departmentIds.size) throw refuse(departmentUnknown);
  const personIds = new Set([...input.personIds, ...input.shownToPersonIds]);
  if ((await loadPeople(db, [...personIds])).size !== personIds.size) throw refuse(personUnknown);
  const ruleId = input.ruleId ?? context.newId();
  if (input.ruleId !== undefined) {
    const { rows } = await sql`select from directory.visibility_rule where id = ${ruleId}::uuid for update`.execute(db);
    if (rows.length === 0) throw refuse(notFound);
  }
  const uuids = (ids: readonly string[]) => sql`${sql.val([...new Set(ids)])}::uuid[]`;
  const actor = context.actor.kind === 'person' ? context.actor.personId : null;
  await sql`
    insert into directory.visibility_rule (id, name, hides, department_ids, person_ids, shown_to_department_ids,
      shown_to_person_ids, among_themselves, changed_at, changed_by)
    values (${ruleId}, ${input.name}, ${sql.val([...new Set(input.hides)])}::text[], ${uuids(input.departmentIds)},
      ${uuids(input.personIds)}, ${uuids(input.shownToDepartmentIds)}, ${uuids(input.shownToPersonIds)},
      ${input.amongThemselves}, ${context.now.toString()}, ${actor}::uuid)
    on conflict (id) do update set name = excluded.name, hides = excluded.hides,
      department_ids = excluded.department_ids, person_ids = excluded.person_ids,
      shown_to_department_ids = excluded.shown_to_department_ids, shown_to_person_ids = excluded.shown_to_person_ids,
      among_themselves = excluded.among_themselves, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(db);
  context.about('visibilityRule', ruleId);
  context.emit(visibilityChanged, { ruleId });
  return { ruleId };
});
