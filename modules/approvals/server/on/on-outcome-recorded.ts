import { subscriber } from '#kernel/server/define-module.ts';
import { outcomeRecorded } from '../../contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archiveTimer } from '../timers/archive-timer.ts';

/** What waited for its outcomes goes into the archive with the last of them. */
export const onOutcomeRecorded = subscriber<ApprovalsTables>()(
  'approvals.onOutcomeRecorded',
  outcomeRecorded,
  async (context, { facts: { requestId, complete } }) => {
    if (complete) await context.schedule(archiveTimer, { key: requestId, at: context.now, input: { requestId } });
  },
);
