import { onTimer } from '#kernel/server/define-module.ts';
import { assignmentChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { assignmentBegins } from '../assignment-timers.ts';

/** What holds follows from the clock; this tells everybody who remembers what somebody may do. */
export const beginAssignment = onTimer<AccessTables>()(assignmentBegins, async (context, { assignmentId }) => {
  const row = await context.db
    .selectFrom('access.role_assignment')
    .selectAll()
    .where('id', '=', assignmentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!row) return;
  context.emit(assignmentChanged, {
    assignmentId,
    roleId: row.role_id,
    personId: row.person_id,
    postId: row.post_id,
    what: 'begun',
  });
});
