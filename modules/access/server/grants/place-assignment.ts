import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { assignmentChanged } from '../../contract/events.ts';
import { alreadyAssigned, proposalOver } from '../../contract/failures.ts';
import type { AccessTables } from '../access-tables.ts';
import { assignmentBegins, assignmentRunsOut } from '../assignment-timers.ts';
import type { Answerable, NewAssignment } from './grant-change.ts';

/** Gives a role, from now on at the earliest, with timers at both ends. What should already be over is refused. */
export async function placeAssignment(
  context: CommandContext<AccessTables>,
  given: NewAssignment,
  by: Answerable & { readonly important: boolean },
): Promise<void> {
  const { now } = context;
  const { id: assignmentId, roleId, to, scope } = given;
  const asked = Temporal.Instant.from(given.from);
  const later = Temporal.Instant.compare(asked, now) > 0;
  const from = later ? asked : now;
  const until = given.until === null ? null : Temporal.Instant.from(given.until);
  if (until && Temporal.Instant.compare(until, from) <= 0) throw refuse(proposalOver);
  const personId = to.kind === 'person' ? to.personId : null;
  const postId = to.kind === 'post' ? to.postId : null;
  const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();
  const made = await context.db
    .insertInto('access.role_assignment')
    .values({
      id: assignmentId,
      role_id: roleId,
      person_id: personId,
      post_id: postId,
      scope: scope.kind,
      department_ids: scope.kind === 'departments' ? sorted(scope.departmentIds) : [],
      employer_ids: scope.kind === 'employers' ? sorted(scope.employerIds) : [],
      valid_from: from.toString(),
      valid_to: until?.toString() ?? null,
      granted_at: now.toString(),
      granted_by: by.personId,
      approved_by: by.approvedBy,
      important: by.important,
      glass_id: by.glassId,
      ended_at: null,
      ended_by: null,
      ended_approved_by: null,
      ended_glass_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) throw refuse(alreadyAssigned);
  const key = assignmentId;
  if (later) await context.schedule(assignmentBegins, { key, at: from, input: { assignmentId } });
  if (until) await context.schedule(assignmentRunsOut, { key, at: until, input: { assignmentId } });
  context.about('assignment', assignmentId);
  context.about('role', roleId);
  context.about(to.kind, to.kind === 'person' ? to.personId : to.postId);
  context.emit(assignmentChanged, { assignmentId, roleId, personId, postId, what: 'given' });
}
