import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import {
  accountOrPassword,
  mustActivate,
  mustChangePassword,
  passwordGuessable,
  passwordHoldsName,
  passwordTooPlain,
  passwordTooShort,
  passwordUsedBefore,
  triedTooOften,
} from './failures.ts';
import { typedAccount, typedPassword } from './shapes.ts';

/** What may be wrong with a new password. */
export const passwordFailures = [
  passwordTooShort,
  passwordTooPlain,
  passwordHoldsName,
  passwordGuessable,
  passwordUsedBefore,
];

export const readSignIn = query({
  name: 'access.readSignIn',
  summary: {
    zh: '登录页：公司名称和密码规则',
    en: 'What the page to sign in shows: the company, the rules for passwords',
  },
  input: z.object({}),
  output: z.object({
    companyName: z.string(),
    passwordRules: z.object({ minLength: z.int(), classes: z.int(), strength: z.int(), history: z.int() }),
  }),
  access: 'visitor',
});

export const signIn = command({
  name: 'access.signIn',
  summary: { zh: '登录', en: 'Signs in' },
  input: z.object({
    account: typedAccount(),
    password: typedPassword(),
    /** After `access.mustChangePassword`: the password to have from now on. */
    newPassword: typedPassword().optional(),
  }),
  output: z.object({ personId: id(), sessionId: id() }),
  access: 'visitor',
  failures: [accountOrPassword, triedTooOften, mustActivate, mustChangePassword, ...passwordFailures],
  perMinute: 120,
  secretInput: true,
});

export const signOut = command({
  name: 'access.signOut',
  summary: { zh: '退出登录', en: 'Signs out' },
  input: z.object({}),
  output: z.object({}),
  access: 'signedIn',
});
