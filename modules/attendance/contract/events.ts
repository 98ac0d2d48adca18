import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { day, id, instant } from '#kernel/contract/shapes.ts';
import { compensation, dayKind, direction, tripHalves } from './shapes.ts';

const whose = { requestId: id(), personId: id(), employerId: id() };
const toPerson = (facts: { personId: string }) => [`person:${facts.personId}` as const];

export const overtimeApproved = event({
  name: 'attendance.overtimeApproved',
  summary: { zh: '加班已批准', en: 'Approved overtime was recorded' },
  facts: z.object({
    ...whose,
    day: day(),
    begins: instant(),
    ends: instant(),
    hours: z.number(),
    /** null: no working time known. */
    dayKind: dayKind.nullable(),
    compensation,
  }),
  topics: toPerson,
});

export const tripApproved = event({
  name: 'attendance.tripApproved',
  summary: { zh: '出差已批准', en: 'An approved business trip was recorded' },
  facts: z.object({ ...whose, from: day(), to: day(), ...tripHalves, companionIds: z.array(id()) }),
  topics: toPerson,
});

export const outingApproved = event({
  name: 'attendance.outingApproved',
  summary: { zh: '外出已批准', en: 'An approved outing was recorded' },
  facts: z.object({ ...whose, begins: instant(), ends: instant() }),
  topics: toPerson,
});

export const irregularPunchRegistered = event({
  name: 'attendance.irregularPunchRegistered',
  summary: { zh: '打卡异常已登记', en: 'An irregular punch was registered' },
  facts: z.object({ ...whose, day: day(), direction, what: z.string() }),
  topics: toPerson,
});

export const punchCorrected = event({
  name: 'attendance.punchCorrected',
  summary: { zh: '补卡已批准', en: 'A punch correction was approved' },
  facts: z.object({ ...whose, day: day(), direction, at: instant() }),
  topics: toPerson,
});

/** What an approved request had recorded no longer holds: the approval was revoked. */
export const approvalUndone = event({
  name: 'attendance.approvalUndone',
  summary: { zh: '考勤单据通过后撤销', en: 'What an approval had recorded was undone' },
  facts: z.object({ ...whose, kind: z.string() }),
  topics: toPerson,
});
