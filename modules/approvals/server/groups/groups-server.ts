import { changeApproverGroup } from '../commands/change-approver-group.ts';
import { createApproverGroup } from '../commands/create-approver-group.ts';
import { retireApproverGroup } from '../commands/retire-approver-group.ts';
import { onPersonLeftGroups } from '../on/on-person-left-groups.ts';
import { listApproverGroups } from '../queries/list-approver-groups.ts';
import { listGroupNames } from '../queries/list-group-names.ts';

/** The server face of approver groups. */
export const groupHandlers = [
  createApproverGroup,
  changeApproverGroup,
  retireApproverGroup,
  listApproverGroups,
  listGroupNames,
];
export const groupSubscribers = [onPersonLeftGroups];
