import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '../../contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archiveTimer } from '../timers/archive-timer.ts';

/** What has ended, however it ended, goes into the archive; on its own clock, so that nobody waits for the making of a PDF. */
export const onEndedToArchive = subscriber<ApprovalsTables>()(
  'approvals.onEndedToArchive',
  requestEnded,
  (context, { facts: { requestId } }) =>
    context.schedule(archiveTimer, { key: requestId, at: context.now, input: { requestId } }),
);
