import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { departmentUnknown, employerUnknown } from '../contract/failures.ts';
import type { PersonChange } from '../contract/people.ts';
import { managePeople } from '../contract/permissions.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { employerWithin, reachableDepartments } from './department-reach.ts';
import { loadLinks } from './person-links.ts';
import type { PersonRecord } from './person-table.ts';

/** Whoever manages a part of the company moves people within it, not out of it into somebody else's. */
export async function checkMoveWithin(
  context: CommandContext<DirectoryViews>,
  record: PersonRecord,
  change: PersonChange,
): Promise<void> {
  const { db } = context;
  const before = (await loadLinks(db, [record.id])).get(record.id)?.departments.map((one) => one.departmentId) ?? [];
  const added = (change.departments ?? []).map((one) => one.departmentId).filter((id) => !before.includes(id));
  const within = await reachableDepartments(db, context, managePeople, added);
  if (within.size !== new Set(added).size) throw refuse(departmentUnknown);
  const { employerId } = change;
  if (employerId && employerId !== record.employer_id && !employerWithin(context, managePeople, employerId)) {
    throw refuse(employerUnknown);
  }
}
