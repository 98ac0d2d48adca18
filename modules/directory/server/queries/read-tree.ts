import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/departments.ts';
import { manageStructure, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { departmentsWithin } from '../department-reach.ts';
import { readDepartmentRows } from '../department-rows.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

const most = 3_000;

export const readTree = handle<DirectoryViews>()(contract.readTree, async (context, { below, levels }) => {
  const place =
    below === null
      ? sql`not exists (select from directory.department_tree t
          where t.descendant_id = d.id and t.depth >= ${levels} and t.valid_to is null)`
      : sql`d.id in (select t.descendant_id from directory.department_tree t
          where t.ancestor_id = ${below}::uuid and t.depth between 1 and ${levels} and t.valid_to is null)`;
  const departments = await readDepartmentRows(context.db, {
    where: sql`${place} and ${departmentsWithin(context, readDirectory)}`,
    limit: most + 1,
    hidden: await hiddenFrom(context),
  });
  return {
    departments: departments.slice(0, most),
    more: departments.length > most,
    may: context.may(manageStructure) ? ['manage' as const] : [],
  };
});
