import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { signInRow } from './shapes.ts';

export const listMySignIns = query({
  name: 'access.listMySignIns',
  summary: { zh: '我的登录记录', en: 'My sign-ins' },
  input: z.object({}),
  /** The last 50 of the last six months, the newest first. */
  output: z.object({ rows: z.array(signInRow) }),
  access: 'signedIn',
});

export const answerSignIn = command({
  name: 'access.answerSignIn',
  summary: {
    zh: '说明一次登录是不是自己；不是：结束所有其他登录，密码停用，直到设置新密码',
    en: 'Says whether a sign-in was one’s own; if not, all other sessions end and the password is stopped until a new one is set',
  },
  input: z.object({ signInId: id(), mine: z.boolean() }),
  output: z.object({
    /** Sessions that ended by it. */
    ended: z.int(),
  }),
  access: 'signedIn',
});
