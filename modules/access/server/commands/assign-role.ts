import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/assignments.ts';
import { alreadyAssigned, periodNotValid, roleNotAssignable } from '../../contract/failures.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { assignedAlready } from '../grants/assigned-already.ts';
import { changesOfGiving } from '../grants/changes-of.ts';
import { anyImportant } from '../grants/important-permissions.ts';
import { placeAssignment } from '../grants/place-assignment.ts';
import { proposeGrant } from '../grants/propose-grant.ts';
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
  const from = Temporal.Instant.compare(asked, now) > 0 ? asked : now;
  const until = input.until === undefined ? null : Temporal.Instant.from(input.until);
  if (until && Temporal.Instant.compare(until, from) <= 0) throw refuse(periodNotValid);

  const assignment = {
    id: context.newId(),
    roleId: role.id,
    to,
    scope,
    from: from.toString(),
    until: until?.toString() ?? null,
  };
  const important = anyImportant(context.contracts, role.permissions);
  const personId = actingPerson(context);
  if (!important || personId === null) {
    await placeAssignment(context, assignment, { personId, approvedBy: null, glassId: null, important });
    return { assignmentId: assignment.id, proposalId: null };
  }
  if (await assignedAlready(db, assignment)) throw refuse(alreadyAssigned);
  const proposalId = await proposeGrant(context, {
    change: { kind: 'give', assignment },
    role,
    personId: to.kind === 'person' ? to.personId : null,
    postId: to.kind === 'post' ? to.postId : null,
    changes: await changesOfGiving(context, role, to, scope),
    reason: input.reason,
  });
  return { assignmentId: assignment.id, proposalId };
});
