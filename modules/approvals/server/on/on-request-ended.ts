import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '../../contract/events.ts';
import { aboutRequest, endNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

/** The applicant learns how it ended, unless he ended it himself. */
export const onRequestEnded = subscriber<ApprovalsTables>()(
  'approvals.onRequestEnded',
  requestEnded,
  async (context, { facts: { requestId, applicantId, by, outcome } }) => {
    if (by === applicantId) return;
    const about = aboutRequest(requestId);
    await tellPeople(context, endNotice, { requestId, personIds: [applicantId], about, more: { outcome } });
  },
);
