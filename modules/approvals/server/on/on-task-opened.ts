import { subscriber } from '#kernel/server/define-module.ts';
import { taskOpened } from '../../contract/events.ts';
import { aboutTask, dutyNotice, taskNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const onTaskOpened = subscriber<ApprovalsTables>()(
  'approvals.onTaskOpened',
  taskOpened,
  (context, { facts: { requestId, slotId, holders, taskKind, urgent } }) =>
    tellPeople(context, taskKind === 'outcome' ? dutyNotice : taskNotice, {
      requestId,
      personIds: holders,
      about: aboutTask(requestId, slotId),
      urgent,
    }),
);
