import { subscriber } from '#kernel/server/define-module.ts';
import { stopDeliveries } from '#modules/notifications/contract/channel-operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { taskClosed } from '../../contract/events.ts';
import { aboutTask } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** Nobody is sent a text message or called about what is dealt with already. */
export const onTaskClosed = subscriber<ApprovalsTables>()(
  'approvals.onTaskClosed',
  taskClosed,
  async (context, { facts: { requestId, slotId } }) => {
    await context.callAs({ name: 'approvals.stopTelling', permissions: [sendNotices] }, stopDeliveries, {
      about: aboutTask(requestId, slotId),
    });
  },
);
