import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import {
  accountOrPassword,
  codeWrong,
  mustActivate,
  mustChangePassword,
  networkNotAllowed,
  passkeyNeeded,
  passwordGuessable,
  passwordHoldsName,
  passwordStopped,
  passwordTooPlain,
  passwordTooShort,
  passwordUsedBefore,
  secondFactorNeeded,
  secondFactorToSetUp,
  totpProposalOver,
  triedTooOften,
} from './failures.ts';
import { outsideWay } from './outside-shapes.ts';
import { typedAccount, typedDevice, typedFactorCode, typedPassword } from './shapes.ts';

/** What may be wrong with a new password. */
export const passwordFailures = [
  passwordTooShort,
  passwordTooPlain,
  passwordHoldsName,
  passwordGuessable,
  passwordUsedBefore,
];

/** What every way to sign in may run into after it is known who it is. */
export const admissionFailures = [networkNotAllowed, passkeyNeeded, secondFactorNeeded, codeWrong, secondFactorToSetUp];

/** What every way to sign in may tell beside who it is. */
export const admissionInput = {
  /** After `access.secondFactorNeeded`: a code of the second factor. */
  factorCode: typedFactorCode().optional(),
  /** The secret that this browser is known again by. */
  device: typedDevice().optional(),
  /** Others use this computer: signed out after some minutes, and with the browser. */
  shared: z.boolean().optional(),
};

export const readSignIn = query({
  name: 'access.readSignIn',
  summary: {
    zh: '登录页：公司名称和密码规则',
    en: 'What the page to sign in shows: the company, the rules for passwords',
  },
  input: z.object({}),
  output: z.object({
    companyName: z.string(),
    /** A phone that is signed in may sign in this browser. */
    qrSignIn: z.boolean(),
    sharedIdleMinutes: z.int(),
    /** Where one may sign in from outside. */
    outside: z.array(outsideWay),
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
    /** After `access.secondFactorToSetUp`: the secret proposed, which `factorCode` confirms. */
    totpId: id().optional(),
    ...admissionInput,
  }),
  output: z.object({
    personId: id(),
    sessionId: id(),
    /** Of a second factor that was set up by this; in this answer and nowhere else. */
    recoveryCodes: z.array(z.string()).optional(),
  }),
  access: 'visitor',
  failures: [
    accountOrPassword,
    triedTooOften,
    mustActivate,
    mustChangePassword,
    passwordStopped,
    totpProposalOver,
    ...admissionFailures,
    ...passwordFailures,
  ],
  perMinute: 120,
  secretInput: true,
});

export const signOut = command({
  name: 'access.signOut',
  summary: { zh: '退出登录', en: 'Signs out' },
  input: z.object({}),
  output: z.object({
    /** Where the browser goes to end the session at the provider too; left out: nowhere. */
    continueAt: z.string().optional(),
  }),
  access: 'signedIn',
});
