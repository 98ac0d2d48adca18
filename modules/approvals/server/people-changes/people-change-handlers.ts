import { effectOnApprovals } from './effect-on-approvals.ts';
import { handOverApproverGroups } from './hand-over-approver-groups.ts';
import { handOverTasks } from './hand-over-tasks.ts';
import { heldApproverGroups } from './held-approver-groups.ts';
import { heldOwnRequests } from './held-own-requests.ts';
import { heldTasks } from './held-tasks.ts';

/** What approvals say and do where somebody leaves or changes place. */
export const peopleChangeHandlers = [
  heldTasks,
  handOverTasks,
  heldOwnRequests,
  heldApproverGroups,
  handOverApproverGroups,
  effectOnApprovals,
];
