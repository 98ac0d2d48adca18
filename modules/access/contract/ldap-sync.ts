import { z } from 'zod';
import { command, job, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { confirmFirst } from './failures.ts';
import { outsideFailures as failures } from './outside-failures.ts';
import { outsideLabel } from './outside-shapes.ts';
import { manageOutsideSignIn } from './permissions.ts';

/** What a comparison came to. `role`: a group there has a role here; a person proposes it, nothing gives it by itself. */
export const differenceKind = z.enum(['create', 'change', 'leave', 'role', 'problem']);
export type DifferenceKind = z.infer<typeof differenceKind>;

/** What may be wrong with an entry. */
export const entryProblem = z.enum(['noId', 'twice', 'badAccount', 'badName', 'leaver', 'otherLink', 'notBrought']);
export type EntryProblem = z.infer<typeof entryProblem>;

export const ldapSyncRow = z.object({
  id: id(),
  state: z.enum(['reading', 'ready', 'applied', 'failed', 'outdated']),
  at: instant(),
  /** null: by the clock. */
  by: personNamed.nullable(),
  appliedAt: instant().nullable(),
  error: z.string().nullable(),
  counts: z.object({
    entries: z.int(),
    create: z.int(),
    change: z.int(),
    leave: z.int(),
    role: z.int(),
    problem: z.int(),
  }),
});

export const listLdapSyncs = query({
  name: 'access.listLdapSyncs',
  summary: { zh: '公司目录的同步记录', en: 'Comparisons with a directory server, newest first' },
  access: manageOutsideSignIn,
  input: z.object({ providerId: id() }),
  output: z.object({ rows: z.array(ldapSyncRow) }),
});

export const listLdapDifferences = query({
  name: 'access.listLdapDifferences',
  summary: { zh: '公司目录与通讯录的差异', en: 'What differs between a directory server and the people here' },
  access: manageOutsideSignIn,
  input: z.object({ ...pageInput, syncId: id() }),
  output: page(
    z.object({
      number: z.int(),
      kind: differenceKind,
      label: outsideLabel(),
      personId: id().nullable(),
      changes: z.array(
        z.object({ field: z.enum(['name', 'email', 'phone']), from: outsideLabel(), to: outsideLabel() }),
      ),
      problem: entryProblem.nullable(),
      role: z.object({ id: id(), name: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
    }),
  ),
});

export const compareWithLdap = command({
  name: 'access.compareWithLdap',
  summary: {
    zh: '读取公司目录并比较差异（不改动任何人）',
    en: 'Reads a directory server and compares; changes nobody',
  },
  access: manageOutsideSignIn,
  input: z.object({ providerId: id() }),
  output: z.object({ syncId: id() }),
  failures: [failures.providerOff],
  perMinute: 10,
});

export const applyLdapSync = job({
  name: 'access.applyLdapSync',
  summary: {
    zh: '按差异更新人员，全部成功或全部不变',
    en: 'Carries out a comparison: all of it or nothing; roles are left to people',
  },
  access: manageOutsideSignIn,
  input: z.object({ syncId: id() }),
  output: z.object({ created: z.int(), changed: z.int(), left: z.int() }),
  failures: [confirmFirst, failures.syncOutdated],
});
