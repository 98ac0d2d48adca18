import { onTimer } from '#kernel/server/define-module.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { handTasks } from '../people-changes/hand-tasks.ts';
import { handOverTimer } from './hand-over-timer.ts';

export const onHandOver = onTimer<ApprovalsTables>()(handOverTimer, async (context, { personId, successorId }) => {
  await handTasks(context, personId, successorId);
});
