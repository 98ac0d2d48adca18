import { subscriber } from '#kernel/server/define-module.ts';
import { requestSubmitted } from '../../contract/events.ts';
import { aboutRequest, submittedForNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { personNames } from '../person-names.ts';
import { tellPeople } from '../tell-people.ts';

/** 代发起: whose request it is learns of it. */
export const onRequestSubmitted = subscriber<ApprovalsTables>()(
  'approvals.onRequestSubmitted',
  requestSubmitted,
  async (context, { facts: { requestId, applicantId, submitterId } }) => {
    if (applicantId === submitterId) return;
    const [submitter] = await personNames(context.db, [submitterId]);
    await tellPeople(context, submittedForNotice, {
      requestId,
      personIds: [applicantId],
      about: aboutRequest(requestId),
      more: { submitter: submitter?.name ?? '' },
    });
  },
);
