import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, words } from '#kernel/contract/shapes.ts';
import { readApplicant, resubmitRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import {
  leaveOverlaps,
  noWorkday,
  noWorkingTime,
  spanNotValid,
  theirLeaveOverlaps,
  unknownLeaveKind,
} from './failures.ts';
import { leaveAsked, leaveForm, leaveSpan } from './shapes.ts';

const refusals = [leaveOverlaps, theirLeaveOverlaps, noWorkday, noWorkingTime, spanNotValid, unknownLeaveKind];

export const listKinds = query({
  name: 'leave.listKinds',
  summary: { zh: '请假种类', en: 'List the kinds of leave' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ rows: z.array(z.object({ kind: z.string(), name: words })) }),
});

export const reckonLeave = query({
  name: 'leave.reckonLeave',
  summary: { zh: '这段时间请假是几天', en: 'Tell how many days such a leave takes' },
  access: 'signedIn',
  /**
   * `applicantId`: for whom, where that is somebody else. Their other leave isn't looked at before it is submitted; see
   * docs/decisions/leave-for-others.md. `besideRequestId`: one that was returned, with whose it is.
   */
  input: z.strictObject({ ...leaveSpan, besideRequestId: id().optional(), applicantId: id().optional() }),
  output: z.object({
    days: z.number(),
    /** Years whose holidays nobody entered: the days are provisional. */
    unknownYears: z.array(z.int()),
    /** Whose calendar of holidays it was counted by. */
    employerId: id(),
    form: leaveForm.pick({ days: true, from: true, to: true }),
  }),
  failures: [...refusals, ...readApplicant.failures],
});

export const readLastLeave = query({
  name: 'leave.readLastLeave',
  summary: { zh: '上次请假填了什么', en: 'What I asked for last, to begin with' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ last: leaveForm.pick({ kind: true, days: true, reason: true }).nullable() }),
});

export const requestLeave = command({
  name: 'leave.requestLeave',
  summary: { zh: '请假', en: 'Ask for leave' },
  access: 'signedIn',
  input: leaveAsked.extend({
    urgent: submitRequest.input.shape.urgent,
    applicantId: submitRequest.input.shape.applicantId,
  }),
  output: submitRequest.output,
  failures: [...refusals, ...submitRequest.failures],
});

export const changeLeave = command({
  name: 'leave.changeLeave',
  summary: { zh: '修改被退回的请假并重新提交', en: 'Change a leave that was returned and submit it again' },
  access: 'signedIn',
  input: leaveAsked.extend({ requestId: id() }),
  output: resubmitRequest.output,
  failures: [...refusals, ...resubmitRequest.failures],
});

export const readMyLeave = query({
  name: 'leave.readMyLeave',
  summary: { zh: '我的请假：一年内已休与申请中', en: 'My leave of a year: taken and asked for' },
  access: 'signedIn',
  input: z.object({ year: z.int().min(2000).max(2200) }),
  output: z.object({
    /** Days by kind, from the ledger; only kinds with entries. */
    taken: z.array(z.object({ kind: z.string(), name: words, days: z.number() })),
    /** Newest first, at most 200. */
    rows: z.array(
      leaveForm.omit({ reason: true }).extend({
        requestId: id(),
        askedAt: instant(),
        state: z.enum(['asked', 'taken', 'dropped']),
      }),
    ),
  }),
});
