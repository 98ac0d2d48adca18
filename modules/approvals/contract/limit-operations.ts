import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, words } from '#kernel/contract/shapes.ts';
import { limitPeriod } from './authority-limit.ts';
import { administer } from './permissions.ts';

/** Who has a limit: a post or a person by id, a role by the name that every company has, or by id. */
const holderKind = z.enum(['post', 'role', 'person']);

const limit = {
  employerId: id(),
  /** null: every kind of request. */
  kind: z.string().max(100).nullable(),
  holderKind,
  holder: z.string().min(1).max(64),
  /** In minor units; null: without limit. */
  most: z.int().min(0).nullable(),
  period: limitPeriod,
};

export const listAuthorityLimits = query({
  name: 'approvals.listAuthorityLimits',
  summary: { zh: '审批权限额度', en: 'List the limits of authority' },
  access: administer,
  input: z.object({ search: z.string().max(60).default('') }),
  output: z.object({
    rows: z.array(
      z.object({
        limitId: id(),
        ...limit,
        kindTitle: words.nullable(),
        /** Of a post or a person; of a role its name. */
        holderName: z.string(),
        setBy: z.object({ id: id(), name: z.string() }),
        setAt: instant(),
      }),
    ),
    /** Employers whose limits the reader may change. */
    employers: z.array(z.object({ id: id(), name: z.string() })),
  }),
});

/** The same holder, kind and period at an employer has one limit: setting it again replaces it. */
export const setAuthorityLimit = command({
  name: 'approvals.setAuthorityLimit',
  summary: { zh: '设置审批权限额度', en: 'Set a limit of authority' },
  access: administer,
  input: z.object(limit),
  output: z.object({ limitId: id() }),
});

export const removeAuthorityLimit = command({
  name: 'approvals.removeAuthorityLimit',
  summary: { zh: '删除审批权限额度', en: 'Remove a limit of authority' },
  access: administer,
  input: z.object({ limitId: id() }),
  output: z.object({}),
});
