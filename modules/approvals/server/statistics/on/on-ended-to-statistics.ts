import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '../../../contract/events.ts';
import type { ApprovalsTables } from '../../approvals-tables.ts';
import { countEnded } from '../count-ended.ts';

/** What has ended is counted; its migration let it begin at the first event, so that older requests are counted too. */
export const onEndedToStatistics = subscriber<ApprovalsTables>()(
  'approvals.onEndedToStatistics',
  requestEnded,
  (context, { facts: { requestId } }) => countEnded(context, requestId),
);
