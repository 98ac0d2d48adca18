import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, words } from '#kernel/contract/shapes.ts';
import { confirmFirst, proposalOver, secondPersonNeeded } from '#modules/access/contract/failures.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { definition } from './definition.ts';
import * as failures from './failures.ts';
import { manageApplications } from './permissions.ts';

const proposed = {
  reason: z.string(),
  at: instant(),
  /** null: it waits as long as nobody decides. */
  expiresAt: instant().nullable(),
  by: personNamed,
  may: z.array(z.enum(['agree', 'refuse', 'withdraw'])),
};

export const keyRow = z.object({
  keyId: id(),
  label: z.string(),
  /** `asked`: waits for a second person; `agreed`: waits to be fetched by who asked. */
  state: z.enum(['asked', 'agreed', 'active', 'expired', 'stopped']),
  /** The beginning, to know it again by. */
  prefix: z.string().nullable(),
  days: z.int(),
  endsAt: instant().nullable(),
  /** When the wish expires, while it waits for a second person; when the key lapses, while it waits to be fetched. */
  expiresAt: instant().nullable(),
  lastUsedAt: instant().nullable(),
  lastUsedFrom: z.string().nullable(),
  askedBy: personNamed,
  agreedBy: personNamed.nullable(),
  reason: z.string(),
  may: z.array(z.enum(['agree', 'refuse', 'withdraw', 'fetch', 'stop', 'replace'])),
});
export type KeyRow = z.infer<typeof keyRow>;

export const applicationRow = z.object({
  applicationId: id(),
  name: z.string(),
  /** null where it was only proposed so far. */
  standing: z
    .object({
      active: z.boolean(),
      revision: z.int(),
      definition,
      proposedBy: personNamed,
      approvedBy: personNamed.nullable(),
      changedAt: instant(),
      /** Whether somebody has been shown the secret that what it is told is signed with. */
      signed: z.boolean(),
      /** Deliveries that were given up. */
      dead: z.int(),
    })
    .nullable(),
  proposal: z.object({ proposalId: id(), definition, ...proposed }).nullable(),
  keys: z.array(keyRow),
});
export type ApplicationRow = z.infer<typeof applicationRow>;

export const listApplications = query({
  name: 'integrations.listApplications',
  summary: { zh: '对接应用及其密钥', en: 'The connected applications, with their keys' },
  access: manageApplications,
  input: z.object({}),
  output: z.object({ rows: z.array(applicationRow) }),
});

export const listOffers = query({
  name: 'integrations.listOffers',
  summary: {
    zh: '可以给予应用的权限和可以让它看到的事件',
    en: 'The permissions that an application may be given, and the events that it may see',
  },
  access: manageApplications,
  input: z.object({}),
  output: z.object({
    permissions: z.array(
      z.object({
        name: z.string(),
        sentence: words,
        reaches: z.array(z.enum(['listed', 'employer', 'company'])),
        important: z.boolean(),
        /** The operations that it opens to a program. */
        operations: z.array(z.string()),
      }),
    ),
    kinds: z.array(z.object({ name: z.string(), summary: words, module: words })),
  }),
});

/** A new application, or a change of one; a stopped one comes back by this too. It holds once a second person has agreed. */
export const proposeApplication = command({
  name: 'integrations.proposeApplication',
  summary: { zh: '提出新增或更改对接应用', en: 'Proposes a connected application, or a change of one' },
  access: manageApplications,
  input: z.object({
    /** Left out: a new one. */
    applicationId: id().optional(),
    /** 0 for a new one. */
    revision: z.int().min(0),
    definition,
    reason: line(500).optional(),
  }),
  /** `proposalId` null: in force at once, by the opened sealed code. */
  output: z.object({ applicationId: id(), proposalId: id().nullable() }),
  failures: [
    confirmFirst,
    failures.applicationChangedMeanwhile,
    failures.notForApplications,
    failures.badNetwork,
    notFound,
  ],
});

export const decideApplication = command({
  name: 'integrations.decideApplication',
  summary: {
    zh: '同意、驳回或撤回对接应用的变更',
    en: 'Agrees to a proposed application, refuses it, or takes the own one back',
  },
  access: manageApplications,
  input: z.object({ proposalId: id(), agree: z.boolean() }),
  output: z.object({}),
  failures: [confirmFirst, proposalOver, secondPersonNeeded, failures.applicationChangedMeanwhile, notFound],
});

export const stopApplication = command({
  name: 'integrations.stopApplication',
  summary: {
    zh: '立即停用对接应用：密钥全部作废，不再通知',
    en: 'Stops an application at once: its keys count no more, and it is told nothing',
  },
  access: manageApplications,
  input: z.object({ applicationId: id() }),
  output: z.object({}),
  failures: [failures.applicationOff],
});

export const askForKey = command({
  name: 'integrations.askForKey',
  summary: { zh: '申请密钥，或更换现有密钥', en: 'Asks for a key, or for one in the place of another' },
  access: manageApplications,
  input: z.object({
    applicationId: id(),
    label: line(40),
    /** How long it counts once it is fetched. */
    days: z.int().min(1).max(730).default(365),
    /** The key that it replaces, which goes on for `overlapHours` after the new one is fetched. */
    replaces: id().optional(),
    overlapHours: z.int().min(0).max(720).default(24),
    reason: line(500).optional(),
  }),
  output: z.object({ keyId: id() }),
  failures: [confirmFirst, failures.applicationOff, failures.tooManyKeys, notFound],
});

export const decideKey = command({
  name: 'integrations.decideKey',
  summary: { zh: '同意、驳回或撤回密钥申请', en: 'Agrees to a key, refuses it, or takes the own wish back' },
  access: manageApplications,
  input: z.object({ keyId: id(), agree: z.boolean() }),
  output: z.object({}),
  failures: [confirmFirst, proposalOver, secondPersonNeeded, failures.applicationOff, notFound],
});

export const fetchKey = command({
  name: 'integrations.fetchKey',
  summary: {
    zh: '领取已同意的密钥：只有申请人可以领取，只显示一次',
    en: 'Fetches a key that was agreed to: by who asked for it, this once',
  },
  access: manageApplications,
  input: z.object({ keyId: id() }),
  output: z.object({ key: z.string(), endsAt: instant() }),
  failures: [confirmFirst, proposalOver, failures.applicationOff, notFound],
  secretAnswer: true,
});

export const stopKey = command({
  name: 'integrations.stopKey',
  summary: { zh: '立即停用密钥', en: 'Stops a key at once' },
  access: manageApplications,
  input: z.object({ keyId: id() }),
  output: z.object({}),
  failures: [proposalOver],
});
