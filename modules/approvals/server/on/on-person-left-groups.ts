import { subscriber } from '#kernel/server/define-module.ts';
import { personLeft } from '#modules/directory/contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { handGroupPlaces } from '../people-changes/hand-group-places.ts';

/** 离职: places in approver groups that nobody took over when the account was closed. */
export const onPersonLeftGroups = subscriber<ApprovalsTables>()(
  'approvals.onPersonLeftGroups',
  personLeft,
  async (context, { facts: { personId, successorId } }) => {
    await handGroupPlaces(context, personId, successorId);
  },
);
