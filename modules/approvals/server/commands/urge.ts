import * as contract from '../../contract/operations.ts';
import { openTasks } from '../../domain/open-tasks.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import type { LoadedRequest } from '../load-request.ts';

export const urge = handleStep(contract.urge, (context, { requestId, ...given }) => {
  const give = (request: LoadedRequest) => {
    const opened = openTasks(request.state)
      .filter((task) => given.slotIds?.includes(task.slotId))
      .map((task) => Date.parse(task.openedAt ?? ''));
    return { command: { type: 'urge' as const, ...given, ...inTheMinute(given.happenedAt, Math.max(...opened)) } };
  };
  return stepTogether(context, requestId, give, {
    answer: ({ answer, state }) => ({ ...answer, urgeId: state.urges.at(-1)?.id ?? '' }),
  });
});

/** People tell a time to the minute: a talk in the minute in which the task was opened came after it. */
function inTheMinute(happenedAt: string | undefined, opened: number): { happenedAt?: string } {
  if (happenedAt === undefined) return {};
  const ahead = opened - Date.parse(happenedAt);
  return ahead > 0 && ahead < 60_000 ? { happenedAt: new Date(opened).toISOString() } : {};
}
