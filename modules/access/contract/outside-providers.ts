import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { confirmFirst, proposalOver, secondPersonNeeded } from './failures.ts';
import { outsideFailures as failures } from './outside-failures.ts';
import { outsideKind, outsideSetup } from './outside-shapes.ts';
import { manageOutsideSignIn } from './permissions.ts';

const options = z.record(z.string(), z.unknown());

export const outsideProviderRow = z.object({
  id: id(),
  kind: outsideKind,
  name: z.string(),
  /** null where it was only proposed so far. */
  standing: z
    .object({ active: z.boolean(), options, hasSecret: z.boolean(), revision: z.int(), changedAt: instant() })
    .nullable(),
  /** People whose account there is linked. */
  linked: z.int(),
  /** How the last look at it went; null: it wasn't looked at yet, or is being looked at. */
  test: z.object({ at: instant(), error: z.string().nullable() }).nullable(),
  testing: z.boolean(),
  /** The change that waits for a second person. */
  proposal: z
    .object({
      id: id(),
      name: z.string(),
      options,
      newSecret: z.boolean(),
      reason: z.string(),
      at: instant(),
      /** null: it waits as long as nobody decides. */
      expiresAt: instant().nullable(),
      by: personNamed,
      may: z.array(z.enum(['agree', 'refuse', 'withdraw'])),
    })
    .nullable(),
});
export type OutsideProviderRow = z.infer<typeof outsideProviderRow>;

export const listOutsideProviders = query({
  name: 'access.listOutsideProviders',
  summary: { zh: '外部登录方式', en: 'Where people may sign in from outside' },
  access: manageOutsideSignIn,
  input: z.object({}),
  output: z.object({
    rows: z.array(outsideProviderRow),
    /** Where providers send people back to; null where the address that people use isn't set. */
    returnTo: z.string().nullable(),
  }),
});

/** A new provider, or a change of one; a stopped one comes back by this too. It holds once a second person has agreed. */
export const proposeOutsideProvider = command({
  name: 'access.proposeOutsideProvider',
  summary: {
    zh: '提出新增或更改外部登录方式',
    en: 'Proposes a way to sign in from outside, or a change of one',
  },
  access: manageOutsideSignIn,
  input: z.object({
    /** Left out: a new one. */
    providerId: id().optional(),
    /** 0 for a new one. */
    revision: z.int().min(0),
    setup: outsideSetup,
    reason: line(500).optional(),
  }),
  /** `proposalId` null: in force at once, by the opened sealed code. */
  output: z.object({ providerId: id(), proposalId: id().nullable() }),
  failures: [
    confirmFirst,
    failures.providerChanged,
    failures.providerSecretMissing,
    failures.providerFilterWrong,
    failures.publicAddressMissing,
  ],
  secretInput: true,
});

export const decideOutsideProvider = command({
  name: 'access.decideOutsideProvider',
  summary: {
    zh: '同意、驳回或撤回外部登录方式的变更',
    en: 'Agrees to a proposed change of a provider, refuses it, or takes the own one back',
  },
  access: manageOutsideSignIn,
  input: z.object({ proposalId: id(), agree: z.boolean() }),
  output: z.object({}),
  failures: [confirmFirst, proposalOver, secondPersonNeeded, failures.providerChanged],
});

export const stopOutsideProvider = command({
  name: 'access.stopOutsideProvider',
  summary: {
    zh: '立即停用外部登录方式（由它开始的登录状态不受影响）',
    en: 'Stops a provider at once; sessions that began with it go on',
  },
  access: manageOutsideSignIn,
  input: z.object({ providerId: id(), revision: z.int().min(1) }),
  output: z.object({}),
  failures: [confirmFirst, failures.providerChanged],
});

export const testOutsideProvider = command({
  name: 'access.testOutsideProvider',
  summary: { zh: '测试外部登录方式的连接', en: 'Looks whether a provider can be reached and answers as it should' },
  access: manageOutsideSignIn,
  input: z.object({ providerId: id() }),
  output: z.object({}),
  failures: [failures.providerOff],
  perMinute: 20,
});
