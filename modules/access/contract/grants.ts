import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { named, personNamed } from '#modules/directory/contract/shapes.ts';
import {
  confirmFirst,
  lastAdministrator,
  permissionUnknown,
  proposalOver,
  roleChangedMeanwhile,
  roleDivided,
  secondPersonNeeded,
} from './failures.ts';
import { approveGrants, readRoles } from './permissions.ts';
import { assignmentTarget, permissionGrant, reachKind, scope } from './shapes.ts';

/** What a grant does to one permission: the widest reach before and after; null: hasn't it. */
export const permissionChange = z.object({
  permission: z.string(),
  before: reachKind.nullable(),
  after: reachKind.nullable(),
});
export type PermissionChange = z.infer<typeof permissionChange>;

/** With its sentence, as people are shown it. */
export const toldChange = permissionChange.extend({ sentence: words, important: z.boolean() });

export const previewGrant = query({
  name: 'access.previewGrant',
  summary: {
    zh: '授权之前：会有什么变化，是否须另一人同意',
    en: 'Before a grant: what will change, and whether it takes two',
  },
  input: z.object({
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('give'), roleId: id(), to: assignmentTarget, scope }),
      z.object({ kind: z.literal('takeBack'), assignmentId: id() }),
      z.object({ kind: z.literal('change'), roleId: id(), permissions: z.array(permissionGrant).max(500) }),
    ]),
  }),
  output: z.object({
    /** `two`: waits for somebody else; `alone`: the sealed code is open for who asks. */
    how: z.enum(['atOnce', 'two', 'alone']),
    /** How many people it concerns now. */
    people: z.int(),
    changes: z.array(toldChange),
  }),
  access: readRoles,
  failures: [permissionUnknown],
});

export const listGrantProposals = query({
  name: 'access.listGrantProposals',
  summary: { zh: '重要权限的变更申请', en: 'Proposed changes of important permissions' },
  input: z.object({ ...pageInput, open: z.boolean().default(false) }),
  /** Those within one's reach of `access.readRoles` and one's own, the newest first. */
  output: page(
    z.object({
      id: id(),
      kind: z.enum(['give', 'takeBack', 'change']),
      role: z.object({ id: id(), name: words }),
      person: personNamed.nullable(),
      post: named.nullable(),
      scope: z.enum(['role', 'departments', 'employers', 'company']).nullable(),
      departments: z.array(named),
      employers: z.array(named),
      from: instant().nullable(),
      until: instant().nullable(),
      changes: z.array(toldChange),
      reason: z.string(),
      proposedBy: personNamed,
      proposedAt: instant(),
      expiresAt: instant(),
      state: z.enum(['open', 'carriedOut', 'refused', 'withdrawn', 'expired']),
      decidedBy: personNamed.nullable(),
      decidedAt: instant().nullable(),
      /** Carried out by one person with the sealed code. */
      alone: z.boolean(),
      may: z.array(z.enum(['agree', 'refuse', 'withdraw'])),
    }),
  ),
  access: readRoles,
});

export const decideGrant = command({
  name: 'access.decideGrant',
  summary: { zh: '同意或驳回重要权限的变更', en: 'Agrees to a change of important permissions, or refuses it' },
  input: z.object({ proposalId: id(), agree: z.boolean(), note: line(500).optional() }),
  output: z.object({}),
  access: approveGrants,
  failures: [confirmFirst, secondPersonNeeded, proposalOver, roleChangedMeanwhile, roleDivided, lastAdministrator],
});

export const withdrawGrant = command({
  name: 'access.withdrawGrant',
  summary: { zh: '撤回自己提出的权限变更', en: 'Takes back a change that one proposed oneself' },
  input: z.object({ proposalId: id() }),
  output: z.object({}),
  access: 'signedIn',
});
