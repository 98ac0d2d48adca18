import { subscriber } from '#kernel/server/define-module.ts';
import { personLeft } from '#modules/directory/contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { handTasks } from '../people-changes/hand-tasks.ts';

/** 离职: what nobody took over when the account was closed. */
export const onPersonLeft = subscriber<ApprovalsTables>()(
  'approvals.onPersonLeft',
  personLeft,
  async (context, { facts: { personId, successorId } }) => {
    await handTasks(context, personId, successorId);
  },
);
