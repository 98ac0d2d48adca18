import { subscriber } from '#kernel/server/define-module.ts';
import { urged } from '../../contract/events.ts';
import { aboutTask, urgeNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

/** Also where he was reminded by phone or in person: he is to confirm or dispute it. */
export const onUrged = subscriber<ApprovalsTables>()(
  'approvals.onUrged',
  urged,
  async (context, { facts: { requestId, asked } }) => {
    for (const { slotId, personId } of asked) {
      const about = aboutTask(requestId, slotId);
      await tellPeople(context, urgeNotice, { requestId, personIds: [personId], about, urgent: true });
    }
  },
);
