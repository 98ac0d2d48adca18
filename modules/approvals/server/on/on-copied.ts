import { subscriber } from '#kernel/server/define-module.ts';
import { copied } from '../../contract/events.ts';
import { aboutRequest, copyNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const onCopied = subscriber<ApprovalsTables>()(
  'approvals.onCopied',
  copied,
  (context, { facts: { requestId, personIds } }) =>
    tellPeople(context, copyNotice, { requestId, personIds, about: aboutRequest(requestId) }),
);
