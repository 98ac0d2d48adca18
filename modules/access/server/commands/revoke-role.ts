import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/assignments.ts';
import { assignRoles } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { assignmentWithin } from '../assignment-within.ts';
import { endAssignments } from '../end-assignments.ts';
import { changesOfTakingBack } from '../grants/changes-of.ts';
import { anyImportant } from '../grants/important-permissions.ts';
import { proposeGrant } from '../grants/propose-grant.ts';
import { keepingAnAdministrator } from '../last-administrator.ts';
import { readRoleRows } from '../role-rows.ts';

export const revokeRole = handle<AccessTables>()(contract.revokeRole, async (context, { assignmentId, reason }) => {
  const { rows } = await sql<{
    id: string;
    role_id: string;
    person_id: string | null;
    post_id: string | null;
    important: boolean;
  }>`
    select a.id, a.role_id, a.person_id, a.post_id, a.important
    from access.role_assignment a where a.id = ${assignmentId}::uuid and a.ended_at is null
      and ${assignmentWithin(context, assignRoles)}`.execute(context.db);
  const [assignment] = rows;
  if (!assignment) throw refuse(notFound);
  const [role] = await readRoleRows(context.db, context.contracts, assignment.role_id);
  const important = assignment.important || (role && anyImportant(context.contracts, role.permissions));
  if (role && important && actingPerson(context) !== null) {
    const proposalId = await proposeGrant(context, {
      change: { kind: 'takeBack', assignmentId },
      role,
      personId: assignment.person_id,
      postId: assignment.post_id,
      changes: await changesOfTakingBack(context, assignment, role),
      reason,
    });
    return { proposalId };
  }
  await keepingAnAdministrator(context, () => endAssignments(context, { assignmentId }, 'takenBack'));
  context.about('assignment', assignmentId);
  return { proposalId: null };
});
