import { onTimer } from '#kernel/server/define-module.ts';
import type { AccessTables } from '../access-tables.ts';
import { assignmentRunsOut } from '../assignment-timers.ts';
import { endAssignments } from '../end-assignments.ts';

/** A grant that was given for a time is over. */
export const endAssignment = onTimer<AccessTables>()(assignmentRunsOut, async (context, { assignmentId }) => {
  await endAssignments(context, { assignmentId }, 'ended');
});
