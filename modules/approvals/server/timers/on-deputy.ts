import { onTimer } from '#kernel/server/define-module.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { refreshDeputies } from '../deputy-rules.ts';
import { deputyTimer } from './deputy-timer.ts';

/** The first day of a rule, or the day after its last: the tasks that are open follow it. */
export const onDeputy = onTimer<ApprovalsTables>()(deputyTimer, (context, { personId }) =>
  refreshDeputies(context, personId),
);
