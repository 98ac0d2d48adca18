import { subscriber } from '#kernel/server/define-module.ts';
import { leaveTaken } from '#modules/leave/contract/events.ts';
import { recordAbsence } from '../../contract/absences.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** Leave that was granted is a defence that nobody has to plead (Z28). Its kind isn't told. */
export const onLeaveTaken = subscriber<PolicyTables>()(
  'policy.onLeaveTaken',
  leaveTaken,
  async (context, { facts }) => {
    await context.call(recordAbsence, {
      source: `leave:${facts.requestId}`,
      personId: facts.personId,
      stretch: { from: facts.begins, to: facts.ends },
    });
  },
);
