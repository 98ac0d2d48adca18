import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { base64url, passkeyAlgorithm, passkeyAssertion, passkeySignature } from '#kernel/contract/passkey-signature.ts';
import { id, instant, line } from '#kernel/contract/shapes.ts';
import { personName } from '#modules/directory/contract/shapes.ts';
import {
  challengeOver,
  confirmFirst,
  networkNotAllowed,
  noPasskey,
  passkeyNotProven,
  passkeyNotReadable,
  passkeyTaken,
  passkeyUnknown,
  strongerThanYou,
  tooManyPasskeys,
  triedTooOften,
  wrongPassword,
} from './failures.ts';
import { removePasskeys } from './permissions.ts';
import { typedDevice, typedPassword } from './shapes.ts';

/** A challenge as it goes to the browser; counts once, for who asked for it, until it expires. */
const challenge = z.object({
  challengeId: id(),
  /** The bytes to answer, base64url. */
  challenge: base64url(400),
  expiresAt: instant(),
});
/** The keys that may answer. */
const keys = z.array(z.object({ keyId: z.string(), transports: z.array(z.string()), origin: z.string() }));

/** An answer together with what it answers. */
export const answeredChallenge = z.object({ challengeId: id(), assertion: passkeyAssertion });

/** What may be wrong with an answer. */
export const passkeyFailures = [challengeOver, passkeyUnknown, passkeyNotProven];

export const passkeyRow = z.object({
  id: id(),
  name: z.string(),
  /** The address that it works at. */
  origin: z.string(),
  algorithm: passkeyAlgorithm,
  /** Its maker copies it to the owner's other devices. */
  backedUp: z.boolean(),
  registeredAt: instant(),
  usedAt: instant().nullable(),
});
export type PasskeyRow = z.infer<typeof passkeyRow>;

export const listMyPasskeys = query({
  name: 'access.listMyPasskeys',
  summary: { zh: '我的通行密钥', en: 'My passkeys' },
  input: z.object({}),
  output: z.object({ rows: z.array(passkeyRow) }),
  access: 'signedIn',
});

export const challengePasskey = command({
  name: 'access.challengePasskey',
  summary: {
    zh: '开始登记通行密钥，或用它确认是本人',
    en: 'Begins to register a passkey, or to confirm with one that it’s you',
  },
  input: z.object({ purpose: z.enum(['register', 'confirm']) }),
  output: challenge.extend({
    /** Those there are already: they confirm, and aren't registered twice. */
    keys,
    person: z.object({ id: id(), account: z.string(), name: personName() }),
  }),
  access: 'signedIn',
  failures: [confirmFirst, tooManyPasskeys],
  secretAnswer: true,
});

export const registerPasskey = command({
  name: 'access.registerPasskey',
  summary: { zh: '登记通行密钥', en: 'Registers a passkey' },
  input: z.object({
    challengeId: id(),
    name: line(60),
    keyId: base64url(1_400),
    clientData: base64url(4_000),
    authenticatorData: base64url(4_000),
    transports: z.array(z.string().max(20)).max(8).default([]),
  }),
  output: z.object({ passkeyId: id() }),
  access: 'signedIn',
  failures: [confirmFirst, tooManyPasskeys, challengeOver, passkeyNotReadable, passkeyTaken],
});

export const removeMyPasskey = command({
  name: 'access.removeMyPasskey',
  summary: { zh: '删除自己的一个通行密钥', en: 'Removes one of one’s own passkeys' },
  input: z.object({ passkeyId: id() }),
  output: z.object({}),
  access: 'signedIn',
  failures: [confirmFirst],
});

export const listPasskeysOf = query({
  name: 'access.listPasskeysOf',
  summary: { zh: '某人的通行密钥', en: 'Somebody’s passkeys' },
  input: z.object({ personId: id() }),
  output: z.object({ rows: z.array(passkeyRow) }),
  access: removePasskeys,
});

export const removePasskey = command({
  name: 'access.removePasskey',
  summary: { zh: '停用某人遗失的通行密钥', en: 'Removes somebody’s lost passkey' },
  input: z.object({ passkeyId: id(), reason: line(500) }),
  output: z.object({}),
  access: removePasskeys,
  failures: [strongerThanYou],
});

export const beginPasskeySignIn = command({
  name: 'access.beginPasskeySignIn',
  summary: { zh: '开始用通行密钥登录', en: 'Begins to sign in with a passkey' },
  input: z.object({}),
  output: challenge,
  access: 'visitor',
  perMinute: 60,
});

export const signInWithPasskey = command({
  name: 'access.signInWithPasskey',
  summary: { zh: '用通行密钥登录', en: 'Signs in with a passkey' },
  input: answeredChallenge.extend({ device: typedDevice().optional(), shared: z.boolean().optional() }),
  output: z.object({ personId: id(), sessionId: id() }),
  access: 'visitor',
  failures: [...passkeyFailures, networkNotAllowed],
  perMinute: 60,
});

export const readConfirmation = query({
  name: 'access.readConfirmation',
  summary: { zh: '刚才是否确认过是本人', en: 'Whether I have confirmed lately that it’s me' },
  input: z.object({}),
  output: z.object({
    /** Lately enough by the company's setting. */
    fresh: z.boolean(),
    confirmedAt: instant(),
    /** Addresses that the own passkeys work at. */
    passkeyOrigins: z.array(z.string()),
  }),
  access: 'signedIn',
});

export const confirmWithPassword = command({
  name: 'access.confirmWithPassword',
  summary: { zh: '输入密码，确认是本人', en: 'Confirms with the password that it’s you' },
  input: z.object({ password: typedPassword() }),
  output: z.object({}),
  access: 'signedIn',
  failures: [wrongPassword, triedTooOften],
  perMinute: 20,
  secretInput: true,
});

export const confirmWithPasskey = command({
  name: 'access.confirmWithPasskey',
  summary: { zh: '用通行密钥确认是本人', en: 'Confirms with a passkey that it’s you' },
  input: answeredChallenge,
  output: z.object({}),
  access: 'signedIn',
  failures: passkeyFailures,
});

/** The digest of a statement, as hex, under the id of its hash function. */
const digest = z.object({ algorithm: z.string().max(40), digest: z.hex().min(64).max(128) });

/** For other modules: they make the statement, and accept the signature over the same digest afterwards. */
export const challengeSignature = command({
  name: 'access.challengeSignature',
  summary: { zh: '请本人用通行密钥签署一个摘要', en: 'Asks for a signature by one’s own passkey over a digest' },
  input: z.object({ digest }),
  output: challenge.extend({ keys }),
  access: 'signedIn',
  failures: [noPasskey],
  secretAnswer: true,
});

export const acceptSignature = command({
  name: 'access.acceptSignature',
  summary: { zh: '核验并收下本人的签名', en: 'Verifies a signature by one’s own passkey and gives it complete' },
  input: answeredChallenge.extend({ digest }),
  output: z.object({ signature: passkeySignature }),
  access: 'signedIn',
  failures: passkeyFailures,
});
