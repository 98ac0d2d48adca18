import { subscriber } from '#kernel/server/define-module.ts';
import { commented } from '../../contract/events.ts';
import { aboutRequest, commentNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const onCommented = subscriber<ApprovalsTables>()(
  'approvals.onCommented',
  commented,
  (context, { facts: { requestId, mentions: personIds } }) =>
    tellPeople(context, commentNotice, { requestId, personIds, about: aboutRequest(requestId) }),
);
