import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { handTasks } from './hand-tasks.ts';

export const handOverTasks = handle<ApprovalsTables>()(
  contract.handOverTasks,
  async (context, { personId, successorId }) => {
    requireSystem(context, managePeople);
    context.about('person', personId);
    return { handed: await handTasks(context, personId, successorId) };
  },
);
