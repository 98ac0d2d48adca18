import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { approveGrants } from '#modules/access/contract/permissions.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { notOverOneself } from './failures.ts';

/** How often a digest comes. */
export const digestEvery = z.enum(['day', 'week']);

export const listSupervisions = query({
  name: 'admin.listSupervisions',
  summary: {
    zh: '系统管理员由哪位负责人监督',
    en: 'Which head supervises which platform administrator',
  },
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        administrator: personNamed,
        /** null: nobody has been named yet. */
        supervisor: personNamed.nullable(),
        every: digestEvery.nullable(),
        namedBy: personNamed.nullable(),
        namedAt: instant().nullable(),
        may: z.array(z.enum(['name'])),
      }),
    ),
  }),
  access: approveGrants,
});

export const nameSupervisor = command({
  name: 'admin.nameSupervisor',
  summary: {
    zh: '指定监督系统管理员的负责人，定期收到其操作摘要',
    en: 'Names the head who supervises a platform administrator, and gets digests of what they did',
  },
  /** Nobody names their own, and nobody supervises themselves. */
  input: z.object({ administratorId: id(), supervisorId: id(), every: digestEvery }),
  output: z.object({}),
  access: approveGrants,
  failures: [notFound, notOverOneself],
});

export const listDigests = query({
  name: 'admin.listDigests',
  summary: { zh: '我监督的管理员的操作摘要', en: 'Digests of the administrators that I supervise' },
  input: z.object(pageInput),
  /** The newest first. */
  output: page(
    z.object({
      id: id(),
      administrator: personNamed,
      from: instant(),
      until: instant(),
      actions: z.int(),
      seenAt: instant().nullable(),
    }),
  ),
  access: 'signedIn',
});

export const readDigest = query({
  name: 'admin.readDigest',
  summary: { zh: '一份摘要：每一次管理操作', en: 'A digest: every administrative action' },
  input: z.object({ digestId: id(), ...pageInput }),
  output: page(
    z.object({
      at: instant(),
      operation: z.string(),
      summary: words,
      /** `refused`: it was tried; `looked`: something sensitive was read. */
      outcome: z.enum(['done', 'refused', 'looked']),
      /** `name`: of a person. */
      objects: z.array(z.object({ type: z.string(), id: z.string(), name: z.string().nullable() })),
    }),
  ).extend({
    administrator: personNamed,
    from: instant(),
    until: instant(),
    seenAt: instant().nullable(),
  }),
  access: 'signedIn',
});

export const markDigestSeen = command({
  name: 'admin.markDigestSeen',
  summary: { zh: '记录已阅', en: 'Records that a digest was seen' },
  input: z.object({ digestId: id() }),
  output: z.object({}),
  access: 'signedIn',
});
