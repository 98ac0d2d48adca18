import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { day } from '#kernel/contract/shapes.ts';

const span = z.object({ from: z.string(), to: z.string() });

export const overlapsOwnRequest = failure({
  code: 'attendance.overlapsOwnRequest',
  status: 409,
  words: {
    zh: '与你的申请 {number} 时间重叠（{from} 至 {to}）',
    en: 'This overlaps your request {number} ({from} to {to})',
  },
  facts: span.extend({ number: z.string() }),
});
export const overlapsLeave = failure({
  code: 'attendance.overlapsLeave',
  status: 409,
  words: {
    zh: '与你已申请或已批准的请假重叠（{from} 至 {to}）',
    en: 'This overlaps leave that you asked for or were granted ({from} to {to})',
  },
  facts: span,
});
export const theirsInTheWay = failure({
  code: 'attendance.theirsInTheWay',
  status: 409,
  words: {
    zh: '与本人已有的申请或请假冲突，具体请问本人',
    en: 'A request or leave of theirs lies in the way; ask them which',
  },
});
export const withinWorkingHours = failure({
  code: 'attendance.withinWorkingHours',
  status: 422,
  words: {
    zh: '这段时间里有 {minutes} 分钟是正常上班时间，不算加班',
    en: '{minutes} minutes of this are ordinary working time, not overtime',
  },
  facts: z.object({ minutes: z.number() }),
});
export const lieuOnlyForRestDays = failure({
  code: 'attendance.lieuOnlyForRestDays',
  status: 422,
  words: {
    zh: '只有休息日加班可以调休，工作日和法定节假日加班应支付加班费',
    en: 'Time off in lieu is for work on rest days; overtime on workdays and statutory holidays is paid',
  },
});
export const itineraryOutside = failure({
  code: 'attendance.itineraryOutside',
  status: 422,
  words: { zh: '行程里的 {day} 不在出差时间内', en: '{day} of the itinerary lies outside the trip' },
  facts: z.object({ day: day() }),
});
export const outingTooLong = failure({
  code: 'attendance.outingTooLong',
  status: 422,
  words: { zh: '外出最长 24 小时，更长请走出差', en: 'An outing lasts 24 hours at most; ask for a business trip' },
});
export const notYetHappened = failure({
  code: 'attendance.notYetHappened',
  status: 422,
  words: { zh: '还没有到这个时间，不能补卡', en: 'This time hasn’t come yet' },
});
export const punchAskedAlready = failure({
  code: 'attendance.punchAskedAlready',
  status: 409,
  words: {
    zh: '这一次打卡已经申请过（{number}）',
    en: 'You asked for this punch already ({number})',
  },
  facts: z.object({ number: z.string() }),
});
