import { subscriber } from '#kernel/server/define-module.ts';
import { leaveDropped } from '#modules/leave/contract/events.ts';
import { recordAbsence } from '../../contract/absences.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** Leave that won't be taken excuses nothing. */
export const onLeaveDropped = subscriber<PolicyTables>()(
  'policy.onLeaveDropped',
  leaveDropped,
  async (context, { facts }) => {
    await context.call(recordAbsence, { source: `leave:${facts.requestId}`, personId: facts.personId, stretch: null });
  },
);
