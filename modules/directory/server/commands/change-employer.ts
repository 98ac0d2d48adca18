import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/employers.ts';
import { employerChanged } from '../../contract/events.ts';
import { employerNameTaken, employerUnknown, unknownTimeZone } from '../../contract/failures.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { isTimeZone } from '../../domain/is-time-zone.ts';
import { employerWithin } from '../department-reach.ts';
import { loadEmployers, updateEmployer } from '../employer-table.ts';
import { refuseTaken } from '../refuse-taken.ts';

export const changeEmployer = handle<DirectoryViews>()(contract.changeEmployer, async (context, input) => {
  const { employerId, change } = input;
  const employer = (await loadEmployers(context.db, [employerId])).get(employerId);
  if (!employer || !employerWithin(context, manageStructure, employerId)) throw refuse(notFound);
  if (change.timeZone !== undefined && !isTimeZone(change.timeZone)) {
    throw refuse(unknownTimeZone, { timeZone: change.timeZone });
  }
  // Up from the new parent, so that no employer belongs to itself.
  for (let above = change.parentId; above; ) {
    const parent = (await loadEmployers(context.db, [above])).get(above);
    if (!parent || above === employerId) throw refuse(employerUnknown);
    above = parent.parent_id;
  }
  const next = {
    ...employer,
    revision: input.revision,
    name: change.name ?? employer.name,
    short_name: change.shortName === undefined ? employer.short_name : change.shortName,
    tax_number: change.taxNumber === undefined ? employer.tax_number : change.taxNumber,
    place: change.place === undefined ? employer.place : change.place,
    time_zone: change.timeZone ?? employer.time_zone,
    parent_id: change.parentId === undefined ? employer.parent_id : change.parentId,
  };
  const written = await refuseTaken({ employer_name: () => refuse(employerNameTaken, { name: next.name }) }, () =>
    updateEmployer(context.db, next),
  );
  if (!written) throw refuse(changedMeanwhile);
  context.about('employer', employerId);
  context.emit(employerChanged, { employerId });
  return { revision: input.revision + 1 };
});
