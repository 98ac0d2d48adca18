import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { openTasks } from '../../domain/open-tasks.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const urge = handle<ApprovalsTables>()(contract.urge, async (context, { requestId, ...given }) => {
  const { answer, state } = await carryOut(context, requestId, (request) => {
    const opened = openTasks(request.state)
      .filter((task) => given.slotIds?.includes(task.slotId))
      .map((task) => Date.parse(task.openedAt ?? ''));
    return { command: { type: 'urge', ...given, ...inTheMinute(given.happenedAt, Math.max(...opened)) } };
  });
  return { ...answer, urgeId: state.urges.at(-1)?.id ?? '' };
});

/** People tell a time to the minute: a talk in the minute in which the task was opened came after it. */
function inTheMinute(happenedAt: string | undefined, opened: number): { happenedAt?: string } {
  if (happenedAt === undefined) return {};
  const ahead = opened - Date.parse(happenedAt);
  return ahead > 0 && ahead < 60_000 ? { happenedAt: new Date(opened).toISOString() } : {};
}
