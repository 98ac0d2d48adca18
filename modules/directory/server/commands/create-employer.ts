import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/employers.ts';
import { departmentCreated, employerChanged } from '../../contract/events.ts';
import { departmentNameTaken, employerNameTaken, employerUnknown, unknownTimeZone } from '../../contract/failures.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { isTimeZone } from '../../domain/is-time-zone.ts';
import { todayIn } from '../../domain/today-in.ts';
import { employerWithin } from '../department-reach.ts';
import { insertDepartments, nextDepartmentNumber } from '../department-table.ts';
import { lockTree } from '../department-tree-table.ts';
import { insertEmployer, loadEmployers } from '../employer-table.ts';
import { refuseTaken } from '../refuse-taken.ts';

export const createEmployer = handle<DirectoryViews>()(contract.createEmployer, async (context, input) => {
  const { db } = context;
  if (!isTimeZone(input.timeZone)) throw refuse(unknownTimeZone, { timeZone: input.timeZone });
  const above = input.parentId === null ? undefined : (await loadEmployers(db, [input.parentId])).get(input.parentId);
  const within = above ? employerWithin(context, manageStructure, above.id) : context.reach(manageStructure).company;
  if ((input.parentId !== null && !above) || !within) throw refuse(employerUnknown);
  await lockTree(db);
  const employerId = context.newId();
  const departmentId = context.newId();
  const number = await nextDepartmentNumber(db);
  const parentId = above?.department_id ?? null;
  const name = input.shortName ?? input.name;
  await refuseTaken(
    {
      employer_name: () => refuse(employerNameTaken, { name: input.name }),
      department_name: () => refuse(departmentNameTaken, { name }),
    },
    async () => {
      await insertEmployer(db, {
        id: employerId,
        name: input.name,
        short_name: input.shortName,
        tax_number: input.taxNumber,
        place: input.place,
        time_zone: input.timeZone,
        parent_id: input.parentId,
        department_id: departmentId,
      });
      await insertDepartments(
        db,
        [{ id: departmentId, employer_id: employerId, parent_id: parentId, number, name, sort: 0 }],
        todayIn(input.timeZone, context.now),
      );
    },
  );
  context.about('employer', employerId);
  context.emit(employerChanged, { employerId });
  context.emit(departmentCreated, { departmentId, parentId, employerId });
  return { employerId, departmentId };
});
