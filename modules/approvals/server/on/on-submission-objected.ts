import { subscriber } from '#kernel/server/define-module.ts';
import { submissionObjected } from '../../contract/events.ts';
import { aboutRequest, objectionNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const onSubmissionObjected = subscriber<ApprovalsTables>()(
  'approvals.onSubmissionObjected',
  submissionObjected,
  (context, { facts: { requestId, submitterId } }) =>
    tellPeople(context, objectionNotice, { requestId, personIds: [submitterId], about: aboutRequest(requestId) }),
);
