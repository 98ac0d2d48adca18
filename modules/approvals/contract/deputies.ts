import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, words } from '#kernel/contract/shapes.ts';
import { deputyFailures as failures } from './deputy-failures.ts';
import { approvalFailures } from './failures.ts';

const named = z.object({ id: id(), name: z.string() });

/** 代理: who may act for whom, in which kinds (null: in all), from a day until a day, both included, where the principal works. */
const deputyRule = z.object({
  ruleId: id(),
  principal: named,
  deputy: named,
  kinds: z.array(z.object({ kind: z.string(), title: words })).nullable(),
  from: day(),
  until: day(),
  state: z.enum(['ahead', 'now', 'over']),
  reason: z.string().nullable(),
  setBy: named.nullable(),
  endedAt: instant().nullable(),
  may: z.array(z.enum(['end'])),
});

export const listDeputies = query({
  name: 'approvals.listDeputies',
  summary: { zh: '代理设置：我的代理人，我代理谁', en: 'List deputy rules that concern somebody' },
  access: 'signedIn',
  /** `personId`: of somebody else, for those who administer him. Those that are over, for a year. */
  input: z.object({ personId: id().optional() }),
  output: z.object({
    /** Whether rules have any effect where this person works (W12, S0). */
    allowed: z.boolean(),
    rows: z.array(deputyRule),
  }),
  failures: [approvalFailures.personNotFound],
});

export const setDeputy = command({
  name: 'approvals.setDeputy',
  summary: { zh: '设置代理人', en: 'Name a deputy for approvals' },
  access: 'signedIn',
  /** `principalId`: of somebody else, by who administers him; then with a reason. */
  input: z.object({
    principalId: id().optional(),
    deputyId: id(),
    kinds: z.array(z.string().max(100)).min(1).max(100).nullable(),
    from: day(),
    until: day(),
    reason: line(500).optional(),
  }),
  output: z.object({ ruleId: id() }),
  failures: [...Object.values(failures), approvalFailures.personNotFound],
});

export const endDeputy = command({
  name: 'approvals.endDeputy',
  summary: { zh: '结束代理', en: 'End a deputy rule' },
  access: 'signedIn',
  input: z.object({ ruleId: id(), reason: line(500).optional() }),
  output: z.object({}),
  failures: [failures.reasonRequired, failures.deputyEnded],
});
