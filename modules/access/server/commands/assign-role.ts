import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/assignments.ts';
import { assignmentChanged } from '../../contract/events.ts';
import { alreadyAssigned, periodNotValid, roleNotAssignable } from '../../contract/failures.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { assignmentBegins, assignmentRunsOut } from '../assignment-timers.ts';
import { refuseScope } from '../refuse-scope.ts';
import { refuseTarget } from '../refuse-target.ts';
import { readRoleRows } from '../role-rows.ts';

export const assignRole = handle<AccessTables>()(contract.assignRole, async (context, input) => {
  const { db, now } = context;
  const { to, scope } = input;
  const [role] = await readRoleRows(db, context.contracts, input.roleId);
  if (role?.holding !== 'assigned') throw refuse(roleNotAssignable);
  await refuseTarget(context, to);
  await refuseScope(context, scope, role);
  const asked = input.from === undefined ? now : Temporal.Instant.from(input.from);
  const later = Temporal.Instant.compare(asked, now) > 0;
  const from = later ? asked : now;
  const until = input.until === undefined ? null : Temporal.Instant.from(input.until);
  if (until && Temporal.Instant.compare(until, from) <= 0) throw refuse(periodNotValid);

  const assignmentId = context.newId();
  const personId = to.kind === 'person' ? to.personId : null;
  const postId = to.kind === 'post' ? to.postId : null;
  const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();
  const made = await db
    .insertInto('access.role_assignment')
    .values({
      id: assignmentId,
      role_id: role.id,
      person_id: personId,
      post_id: postId,
      scope: scope.kind,
      department_ids: scope.kind === 'departments' ? sorted(scope.departmentIds) : [],
      employer_ids: scope.kind === 'employers' ? sorted(scope.employerIds) : [],
      valid_from: from.toString(),
      valid_to: until?.toString() ?? null,
      granted_at: now.toString(),
      granted_by: actingPerson(context),
      approved_by: null,
      ended_at: null,
      ended_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) throw refuse(alreadyAssigned);
  const key = assignmentId;
  if (later) await context.schedule(assignmentBegins, { key, at: from, input: { assignmentId } });
  if (until) await context.schedule(assignmentRunsOut, { key, at: until, input: { assignmentId } });
  context.about('assignment', assignmentId);
  context.about('role', role.id);
  context.about(to.kind, to.kind === 'person' ? to.personId : to.postId);
  context.emit(assignmentChanged, { assignmentId, roleId: role.id, personId, postId, what: 'given' });
  return { assignmentId };
});
