import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import {
  accountOrPassword,
  codeWrong,
  confirmFirst,
  nothingToReset,
  proposalOver,
  resetOpen,
  secondFactorDemanded,
  secondPersonNeeded,
  strongerThanYou,
  totpProposalOver,
  triedTooOften,
} from './failures.ts';
import { resetSecondFactors } from './permissions.ts';
import { typedAccount, typedDevice, typedFactorCode, typedPassword } from './shapes.ts';

/** A secret for an authenticator app; it counts once a code of it has come back. */
export const secretOfTotp = z.object({
  totpId: id(),
  /** Base32, to be typed where no picture can be scanned. */
  secret: z.string(),
  /** What the picture holds (otpauth://). */
  uri: z.string(),
});
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const readMyFactors = query({
  name: 'access.readMyFactors',
  summary: { zh: '我的第二因素', en: 'My second factors' },
  input: z.object({}),
  output: z.object({
    /** Since when codes of an authenticator app are asked for; null: they aren't. */
    totpSince: instant().nullable(),
    recoveryCodesLeft: z.int(),
    passkeys: z.int(),
    /** One of the own roles must have a second factor. */
    demanded: z.boolean(),
  }),
  access: 'signedIn',
});

export const proposeTotp = command({
  name: 'access.proposeTotp',
  summary: {
    zh: '开始使用验证器应用：生成密钥',
    en: 'Begins to use an authenticator app: makes its secret',
  },
  input: z.object({}),
  output: secretOfTotp,
  access: 'signedIn',
  failures: [confirmFirst],
  perMinute: 20,
  secretAnswer: true,
});

export const proposeTotpAtSignIn = command({
  name: 'access.proposeTotpAtSignIn',
  summary: {
    zh: '登录前设置第二因素：生成密钥',
    en: 'Sets up a second factor before signing in: makes its secret',
  },
  input: z.object({ account: typedAccount(), password: typedPassword(), device: typedDevice().optional() }),
  output: secretOfTotp,
  access: 'visitor',
  failures: [accountOrPassword, triedTooOften],
  perMinute: 30,
  secretInput: true,
});

export const confirmTotp = command({
  name: 'access.confirmTotp',
  summary: {
    zh: '输入第一个验证码，验证器应用开始生效',
    en: 'Confirms an authenticator app with its first code',
  },
  input: z.object({ totpId: id(), code: typedFactorCode() }),
  output: recoveryCodes,
  access: 'signedIn',
  failures: [confirmFirst, codeWrong, totpProposalOver, triedTooOften],
  perMinute: 20,
  secretInput: true,
});

export const removeTotp = command({
  name: 'access.removeTotp',
  summary: { zh: '不再使用验证器应用', en: 'Stops using the authenticator app' },
  input: z.object({}),
  output: z.object({}),
  access: 'signedIn',
  failures: [confirmFirst, secondFactorDemanded],
});

export const renewRecoveryCodes = command({
  name: 'access.renewRecoveryCodes',
  summary: { zh: '生成新的恢复码；旧的作废', en: 'Makes new recovery codes; the older ones are void' },
  input: z.object({}),
  output: recoveryCodes,
  access: 'signedIn',
  failures: [confirmFirst, nothingToReset],
  perMinute: 10,
  secretAnswer: true,
});

export const proposeFactorReset = command({
  name: 'access.proposeFactorReset',
  summary: {
    zh: '提出重置某人遗失的第二因素',
    en: 'Proposes to take away somebody’s lost second factor',
  },
  input: z.object({ personId: id(), reason: line(500) }),
  output: z.object({
    resetId: id(),
    /** Where the company lets one person alone do it. */
    carriedOut: z.boolean(),
  }),
  access: resetSecondFactors,
  failures: [confirmFirst, strongerThanYou, secondPersonNeeded, nothingToReset, resetOpen],
});

export const decideFactorReset = command({
  name: 'access.decideFactorReset',
  summary: {
    zh: '同意或驳回别人提出的重置',
    en: 'Agrees to a reset that somebody else proposed, or refuses it',
  },
  input: z.object({ resetId: id(), agree: z.boolean() }),
  output: z.object({}),
  access: resetSecondFactors,
  failures: [confirmFirst, strongerThanYou, secondPersonNeeded, proposalOver],
});

export const factorResetRow = z.object({
  id: id(),
  person: personNamed,
  reason: z.string(),
  proposedAt: instant(),
  proposedBy: personNamed,
  /** When it stops waiting for a second person; null: it doesn't wait. */
  expiresAt: instant().nullable(),
  decidedAt: instant().nullable(),
  /** null beside a time: nobody did, and it expired. */
  decidedBy: personNamed.nullable(),
  carriedOut: z.boolean().nullable(),
  may: z.array(z.enum(['agree', 'refuse'])),
});

export const listFactorResets = query({
  name: 'access.listFactorResets',
  summary: { zh: '重置第二因素的记录', en: 'Resets of second factors, proposed and decided' },
  input: z.object(pageInput),
  output: page(factorResetRow),
  access: resetSecondFactors,
});
