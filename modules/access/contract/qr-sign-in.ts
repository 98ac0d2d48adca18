import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { confirmFirst, networkNotAllowed, notPossibleHere, qrNumberWrong, qrOver } from './failures.ts';
import { typedDevice } from './shapes.ts';

const code = () => z.string().regex(/^[\w-]{20,64}$/);

export const beginQrSignIn = command({
  name: 'access.beginQrSignIn',
  summary: { zh: '开始扫码登录', en: 'Begins to sign in by a picture that the phone scans' },
  input: z.object({ shared: z.boolean().optional() }),
  output: z.object({
    qrId: id(),
    /** Into the picture, behind `#`. */
    code: z.string(),
    /** Kept by this browser: with it alone it gets the session. */
    secret: z.string(),
    /** Shown beside the picture, typed on the phone. */
    number: z.int(),
    expiresAt: instant(),
  }),
  access: 'visitor',
  failures: [notPossibleHere],
  perMinute: 60,
});

export const readQrSignIn = query({
  name: 'access.readQrSignIn',
  summary: { zh: '扫到的登录请求来自哪里', en: 'Where a scanned request to sign in comes from' },
  input: z.object({ code: code() }),
  output: z.object({
    address: z.string(),
    agent: z.string(),
    madeAt: instant(),
    /** The own account has signed in from that network before. */
    known: z.boolean(),
    shared: z.boolean(),
  }),
  access: 'signedIn',
  failures: [qrOver],
});

export const answerQrSignIn = command({
  name: 'access.answerQrSignIn',
  summary: { zh: '在手机上同意或拒绝扫码登录', en: 'Lets the computer in from the phone, or refuses it' },
  input: z.object({
    code: code(),
    allow: z.boolean(),
    /** The one on the computer's screen, where it is let in. */
    number: z.int().min(0).max(99).optional(),
  }),
  output: z.object({}),
  access: 'signedIn',
  failures: [qrOver, qrNumberWrong, confirmFirst],
  perMinute: 30,
});

export const finishQrSignIn = command({
  name: 'access.finishQrSignIn',
  summary: { zh: '电脑取得扫码登录的结果', en: 'Asks whether the phone has answered; signs in if it has' },
  input: z.object({ qrId: id(), secret: code(), device: typedDevice().optional() }),
  output: z.object({
    state: z.enum(['waiting', 'refused', 'signedIn']),
    personId: id().optional(),
    sessionId: id().optional(),
  }),
  access: 'visitor',
  failures: [qrOver, networkNotAllowed],
  perMinute: 1200,
});
