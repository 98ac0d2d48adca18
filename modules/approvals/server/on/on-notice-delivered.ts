import { subscriber } from '#kernel/server/define-module.ts';
import { noticeDelivered } from '#modules/notifications/contract/events.ts';
import { dutyNotice, taskNotice, taskOf } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { deliverTask } from '../deliver-task.ts';

/** The notice of a task reached a device of its holder: from then on its limit of time runs. */
export const onNoticeDelivered = subscriber<ApprovalsTables>()(
  'approvals.onNoticeDelivered',
  noticeDelivered,
  async (context, { facts: { personId, about, kind, at } }) => {
    const task = kind === taskNotice.code || kind === dutyNotice.code ? taskOf(about) : undefined;
    if (task) await deliverTask(context, personId, task, at);
  },
);
