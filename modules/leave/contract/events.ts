import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { day, id, instant } from '#kernel/contract/shapes.ts';

/** Leave entered the ledger. What kind it is isn't said here: attendance and calendars need only when (Z9). */
export const leaveTaken = event({
  name: 'leave.leaveTaken',
  summary: { zh: '请假已生效', en: 'Approved leave was recorded' },
  facts: z.object({
    requestId: id(),
    personId: id(),
    employerId: id(),
    days: z.number(),
    from: day(),
    to: day(),
    begins: instant(),
    ends: instant(),
  }),
  topics: (facts) => [`person:${facts.personId}`],
});

/** Leave that was asked for was changed, and waits for approval again. */
export const leaveChanged = event({
  name: 'leave.leaveChanged',
  summary: { zh: '请假申请已修改', en: 'Leave that was asked for was changed' },
  facts: z.object({ requestId: id(), personId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});

export const leaveDropped = event({
  name: 'leave.leaveDropped',
  summary: { zh: '请假申请未通过或已撤销', en: 'Leave that was asked for won’t be taken' },
  facts: z.object({ requestId: id(), personId: id(), employerId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});
