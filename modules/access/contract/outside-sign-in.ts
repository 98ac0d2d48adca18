import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { confirmFirst, totpProposalOver, triedTooOften } from './failures.ts';
import { outsideFailures as failures } from './outside-failures.ts';
import { outsideLabel, outsideWay } from './outside-shapes.ts';
import { secretOfTotp } from './second-factors.ts';
import { typedAccount, typedPassword } from './shapes.ts';
import { admissionFailures, admissionInput } from './sign-in.ts';

const secret = () => z.string().regex(/^[\w-]{20,64}$/);
/** What a browser keeps of an attempt: with it alone it goes on. */
const attempt = { attemptId: id(), secret: secret() };
const begun = z.object({
  attemptId: id(),
  secret: z.string(),
  /** Where the browser goes. */
  url: z.string(),
  expiresAt: instant(),
});
/** `app`: in the browser inside the platform's own app, where nobody needs to scan anything. */
const place = z.enum(['desk', 'app']).default('desk');

export const beginOutsideSignIn = command({
  name: 'access.beginOutsideSignIn',
  summary: { zh: '开始用外部帐号登录', en: 'Begins to sign in with an account elsewhere' },
  access: 'visitor',
  input: z.object({ providerId: id(), place }),
  output: begun,
  failures: [failures.providerOff, failures.publicAddressMissing],
  perMinute: 60,
  secretAnswer: true,
});

export const beginLdapSignIn = command({
  name: 'access.beginLdapSignIn',
  summary: {
    zh: '用公司目录（LDAP/AD）的帐号密码登录',
    en: 'Begins to sign in with the password of a directory server',
  },
  access: 'visitor',
  input: z.object({
    providerId: id(),
    account: typedAccount(),
    password: typedPassword(),
    device: admissionInput.device,
  }),
  output: z.object({ attemptId: id(), secret: z.string(), expiresAt: instant() }),
  failures: [failures.providerOff, triedTooOften],
  perMinute: 60,
  secretInput: true,
  secretAnswer: true,
});

export const returnFromOutside = command({
  name: 'access.returnFromOutside',
  summary: { zh: '从外部登录返回', en: 'Hands in what the provider sent the browser back with' },
  access: 'visitor',
  input: z.object({
    ...attempt,
    /** The parameters of the address, as they came. */
    given: z.record(z.string().max(60), z.string().max(4_000)).refine((all) => Object.keys(all).length <= 20),
  }),
  output: z.object({}),
  failures: [failures.outsideOver, failures.outsideFailed],
  perMinute: 60,
  secretInput: true,
});

/** Asked again while it says `waiting`; sent again with the code where the second factor is asked for. */
export const finishOutsideSignIn = command({
  name: 'access.finishOutsideSignIn',
  summary: { zh: '取得外部登录的结果', en: 'Asks what came of a sign-in from outside; signs in if it went well' },
  access: 'visitor',
  input: z.object({
    ...attempt,
    /** After `access.secondFactorToSetUp`: the secret proposed, which `factorCode` confirms. */
    totpId: id().optional(),
    ...admissionInput,
  }),
  output: z.object({
    state: z.enum(['waiting', 'signedIn']),
    personId: id().optional(),
    sessionId: id().optional(),
    /** Of a second factor that was set up by this; in this answer and nowhere else. */
    recoveryCodes: z.array(z.string()).optional(),
  }),
  failures: [
    failures.outsideOver,
    failures.outsideFailed,
    failures.directoryRefused,
    failures.providerOff,
    failures.outsideUnknown,
    failures.outsideTaken,
    triedTooOften,
    totpProposalOver,
    ...admissionFailures,
  ],
  perMinute: 1200,
  secretInput: true,
});

export const proposeTotpFromOutside = command({
  name: 'access.proposeTotpFromOutside',
  summary: {
    zh: '外部登录时设置第二因素：生成密钥',
    en: 'Sets up a second factor while signing in from outside: makes its secret',
  },
  access: 'visitor',
  input: z.object(attempt),
  output: secretOfTotp,
  failures: [
    failures.outsideOver,
    failures.outsideFailed,
    failures.providerOff,
    failures.outsideUnknown,
    failures.outsideTaken,
  ],
  perMinute: 30,
  secretInput: true,
});

export const beginOutsideLink = command({
  name: 'access.beginOutsideLink',
  summary: { zh: '开始关联自己的外部帐号', en: 'Begins to link the own account elsewhere' },
  access: 'signedIn',
  input: z.object({ providerId: id(), place }),
  output: begun,
  failures: [confirmFirst, failures.providerOff, failures.publicAddressMissing],
  perMinute: 30,
  secretAnswer: true,
});

export const finishOutsideLink = command({
  name: 'access.finishOutsideLink',
  summary: { zh: '完成外部帐号的关联', en: 'Links the own account elsewhere, once the provider has said which it is' },
  access: 'signedIn',
  input: z.object(attempt),
  output: z.object({ state: z.enum(['waiting', 'linked']) }),
  failures: [failures.outsideOver, failures.outsideFailed, failures.providerOff, failures.outsideTaken],
  perMinute: 600,
  secretInput: true,
});

export const listMyOutsideAccounts = query({
  name: 'access.listMyOutsideAccounts',
  summary: { zh: '我关联的外部帐号', en: 'The own accounts elsewhere' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      outsideWay.extend({
        linked: z
          .object({
            id: id(),
            label: outsideLabel(),
            at: instant(),
            /** `claim`: recognised at a sign-in; `own`: linked by the person; `created`: the account came of it. */
            how: z.enum(['claim', 'own', 'created']),
          })
          .nullable(),
        mayLink: z.boolean(),
      }),
    ),
  }),
});

export const unlinkOutsideAccount = command({
  name: 'access.unlinkOutsideAccount',
  summary: { zh: '解除外部帐号的关联', en: 'Takes away the link to an own account elsewhere' },
  access: 'signedIn',
  input: z.object({ accountId: id() }),
  output: z.object({}),
  failures: [confirmFirst],
});
