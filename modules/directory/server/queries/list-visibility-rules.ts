import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';

export const listVisibilityRules = handle<DirectoryViews>()(contract.listVisibilityRules, async (context) => {
  const { rows } = await sql<{
    id: string;
    name: string;
    hides: contract.HiddenThing[];
    department_ids: string[];
    person_ids: string[];
    shown_to_department_ids: string[];
    shown_to_person_ids: string[];
    among_themselves: boolean;
  }>`select * from directory.visibility_rule order by lower(name), id limit 500`.execute(context.db);
  const ids = (of: 'department_ids' | 'person_ids' | 'shown_to_department_ids' | 'shown_to_person_ids') =>
    rows.flatMap((row) => row[of]);
  const { rows: departments } = await sql<{ id: string; name: string }>`
    select id, name from directory.department
    where id = any(${sql.val([...ids('department_ids'), ...ids('shown_to_department_ids')])}::uuid[])`.execute(
    context.db,
  );
  const { rows: people } = await sql<{ id: string; name: string }>`
    select id, name from directory.person
    where id = any(${sql.val([...ids('person_ids'), ...ids('shown_to_person_ids')])}::uuid[])`.execute(context.db);
  const names = new Map([...departments, ...people].map((one) => [one.id, one.name]));
  const named = (of: readonly string[]) => of.map((id) => ({ id, name: names.get(id) ?? '' }));
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      hides: row.hides,
      departments: named(row.department_ids),
      people: named(row.person_ids),
      shownToDepartments: named(row.shown_to_department_ids),
      shownToPeople: named(row.shown_to_person_ids),
      amongThemselves: row.among_themselves,
    })),
  };
});
