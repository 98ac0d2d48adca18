import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { namedPerson } from './case-file.ts';
import { readSummaries } from './permissions.ts';
import { moneyKind } from './rulebook.ts';

const mark = { purpose: 'policy', sensitivity: 'sensitive', retention: 'case+1y', basis: 'hr-rules' } as const;

/** `2026-03`, in the time zone of the person's employer. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const ledgerEntry = z.object({
  id: id(),
  caseId: id(),
  caseNumber: z.int(),
  month,
  at: instant(),
  articleNumber: words,
  kind: z.enum(['points', ...moneyKind.options]),
  /** Points, or fen: with a minus where a correction takes it back. */
  amount: personal(z.int(), mark),
  /** The entry that this one corrects. */
  corrects: id().nullable(),
  decidedBy: namedPerson,
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

export const readLedger = query({
  name: 'policy.readLedger',
  summary: { zh: '我的积分台账', en: 'My ledger of points, newest first' },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(ledgerEntry),
});

export const readStatement = query({
  name: 'policy.readStatement',
  summary: { zh: '积分月度对账单', en: 'Monthly statement of points' },
  access: 'signedIn',
  /** Without a person: one’s own. Others’ need `policy.readStatements`. */
  input: z.object({ month, personId: id().optional() }),
  output: z.object({
    month,
    person: personal(namedPerson, mark),
    employer: namedPerson,
    entries: z.array(ledgerEntry),
    points: z.int(),
    /** Kinds of money are never added to one another. */
    money: z.array(z.object({ kind: moneyKind, fen: z.int() })),
    /** Cases of the month that haven’t ended: nothing of them is charged. */
    open: z.int(),
    madeAt: instant(),
  }),
  logsLooks: true,
});

export const summarizeLedger = query({
  name: 'policy.summarizeLedger',
  summary: { zh: '部门积分月度汇总', en: 'Sums of points of a month by department, managers included' },
  access: readSummaries,
  /** Without a month: the present one. */
  input: z.object({ month: month.optional() }),
  /** null: hidden, because so few people would be recognised. */
  output: z.object({
    month,
    rows: z.array(
      z.object({
        departmentId: id(),
        name: z.string(),
        people: z.int(),
        entries: z.int().nullable(),
        points: z.int().nullable(),
      }),
    ),
    least: z.int(),
  }),
});
