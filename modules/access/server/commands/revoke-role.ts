import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/assignments.ts';
import { assignRoles } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { assignmentWithin } from '../assignment-within.ts';
import { endAssignments } from '../end-assignments.ts';
import { keepingAnAdministrator } from '../last-administrator.ts';

export const revokeRole = handle<AccessTables>()(contract.revokeRole, async (context, { assignmentId }) => {
  const { rows } = await sql`
    select from access.role_assignment a where a.id = ${assignmentId}::uuid and a.ended_at is null
      and ${assignmentWithin(context, assignRoles)}`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  await keepingAnAdministrator(context, () => endAssignments(context, { assignmentId }, 'takenBack'));
  context.about('assignment', assignmentId);
  return {};
});
