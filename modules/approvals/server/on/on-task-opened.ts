import { subscriber } from '#kernel/server/define-module.ts';
import { taskOpened } from '../../contract/events.ts';
import { aboutTask, taskNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const onTaskOpened = subscriber<ApprovalsTables>()(
  'approvals.onTaskOpened',
  taskOpened,
  (context, { facts: { requestId, slotId, holders } }) =>
    tellPeople(context, taskNotice, { requestId, personIds: holders, about: aboutTask(requestId, slotId) }),
);
