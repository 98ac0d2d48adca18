import { subscriber } from '#kernel/server/define-module.ts';
import { reminded } from '../../contract/events.ts';
import { aboutTask, reminderNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const onReminded = subscriber<ApprovalsTables>()(
  'approvals.onReminded',
  reminded,
  (context, { facts: { requestId, slotId, holders } }) =>
    tellPeople(context, reminderNotice, { requestId, personIds: holders, about: aboutTask(requestId, slotId) }),
);
