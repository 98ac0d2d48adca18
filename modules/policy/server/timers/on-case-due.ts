import { onTimer } from '#kernel/server/define-module.ts';
import { beHeard, lapse, settle } from '../case-steps.ts';
import { lockCase } from '../case-table.ts';
import { caseDue } from '../case-timer.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** A deadline of a case passed. Only a decision that nobody appealed against goes on by itself; everything else lapses (Z7). */
export const onCaseDue = onTimer<PolicyTables>()(caseDue, async (context, { caseId }) => {
  const record = await lockCase(context, caseId);
  if (record.state === 'found') await lapse(context, record, 'notDelivered');
  else if (record.state === 'told') await beHeard(context, record, null);
  else if (record.state === 'heard') await lapse(context, record, 'undecided');
  else if (record.state === 'appealed') await lapse(context, record, 'appealUndecided');
  else if (record.state === 'decided') {
    if (record.decision_told_at === null) await lapse(context, record, 'notDelivered');
    else await settle(context, record);
  }
});
