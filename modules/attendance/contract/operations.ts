import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { id, instant, words } from '#kernel/contract/shapes.ts';
import { compensation, dayKind, factState } from './shapes.ts';

export const listMyRequests = query({
  name: 'attendance.listMyRequests',
  summary: {
    zh: '我的加班、出差、外出、打卡异常和补卡申请',
    en: 'My requests of attendance: overtime, trips, outings, punches',
  },
  access: 'signedIn',
  /** The year in which they were asked for, where the reader works. */
  input: z.object({ year: z.int().min(2000).max(2200) }),
  /** Newest first, at most 300. */
  output: z.object({
    rows: z.array(
      z.object({
        requestId: id(),
        kind: z.string(),
        number: z.string(),
        summary: words,
        askedAt: instant(),
        status: z.string(),
        /** What was recorded of it; null: nothing yet, or nothing came of it. */
        recorded: factState.nullable(),
        /** Of recorded overtime, as reckoned. */
        overtime: z.object({ hours: z.number(), dayKind: dayKind.nullable(), compensation }).nullable(),
      }),
    ),
  }),
});
