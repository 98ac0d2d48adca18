import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { day } from '#kernel/contract/shapes.ts';

export const leaveOverlaps = failure({
  code: 'leave.leaveOverlaps',
  status: 409,
  words: {
    zh: '与已申请或已批准的请假重叠（{from} 至 {to}）',
    en: 'This overlaps leave that is asked for or approved already ({from} to {to})',
  },
  facts: z.object({ from: day(), to: day() }),
});
export const theirLeaveOverlaps = failure({
  code: 'leave.theirLeaveOverlaps',
  status: 409,
  words: {
    zh: '与本人已申请或已批准的请假重叠，具体时间请问本人',
    en: 'This overlaps leave that they asked for or were granted; ask them when',
  },
});
export const noWorkday = failure({
  code: 'leave.noWorkday',
  status: 422,
  words: { zh: '这段时间没有工作日，不需要请假', en: 'There is no workday in this time, so no leave is needed' },
});
export const spanNotValid = failure({
  code: 'leave.spanNotValid',
  status: 422,
  words: {
    zh: '结束时间不能早于开始时间，一次最多一年',
    en: 'The end can’t lie before the beginning, and one request covers a year at most',
  },
});
export const noWorkingTime = failure({
  code: 'leave.noWorkingTime',
  status: 422,
  words: {
    zh: '系统还不知道请假人的工作时间（没有排班），请联系人事',
    en: 'The working time of whoever takes this leave isn’t known yet (no roster); please ask HR',
  },
});
export const unknownLeaveKind = failure({
  code: 'leave.unknownLeaveKind',
  status: 422,
  words: { zh: '没有这种假', en: 'There is no such kind of leave' },
});
export const onlyByLeaveForm = failure({
  code: 'leave.onlyByLeaveForm',
  status: 422,
  words: { zh: '请通过请假申请提交', en: 'Leave is asked for with the leave form' },
});
