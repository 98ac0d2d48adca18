import { z } from 'zod';
import { download, query } from '#kernel/contract/operation.ts';
import { permission } from '#kernel/contract/permission.ts';
import { day, id, words } from '#kernel/contract/shapes.ts';

/** Figures about single people are kept for this many months, and then only those of groups. */
export const monthsOfPeople = 13;

/** Figures about groups. Those about single people take no permission: only who leads them, and they themselves, read them. */
export const seeStatistics = permission({
  name: 'approvals.seeStatistics',
  sentence: {
    zh: '查看审批统计：数量、用时、超时比例（按流程、环节、部门、日期），并导出',
    en: 'See statistics of approvals: how many, how long, how many overdue, by process, step, department and day; export them',
  },
  reaches: ['department', 'departmentTree', 'listed', 'employer', 'company'],
  roles: { departmentHead: 'departmentTree', administrator: 'company', president: 'company' },
});

export const statisticsBy = z.enum(['kind', 'step', 'department', 'person', 'day', 'week', 'month']);
export type StatisticsBy = z.infer<typeof statisticsBy>;

/** Longest period in days; by day a year. */
const longest = { day: 400, others: 3_700 };
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
/**
 * `from`, `to`: first and last day on which requests ended and tasks were dealt with. `departmentId`, with all below: of the
 * applicant where requests are counted (kind, day, week, month), of the holder where tasks are (step, department, person).
 */
const filter = {
  by: statisticsBy,
  from: day(),
  to: day(),
  kind: z.string().max(100).optional(),
  departmentId: id().optional(),
};
const isPeriod = ({ by, from, to }: { by: StatisticsBy; from: string; to: string }) =>
  from <= to && days(from, to) <= (by === 'day' ? longest.day : longest.others);

/** In whole minutes. `median`, `p90`: half, and nine of ten, took no longer; estimated from classes of durations. */
const durations = z.object({ mean: z.int(), median: z.int(), p90: z.int() });

const figures = {
  /** Withheld: it would tell about fewer than three people whom the reader doesn't lead. Then every number is null. */
  withheld: z.boolean(),
  count: z.int().nullable(),
  /** Of requests: how they ended; `revoked` counts approved ones again, on the day of their revocation. */
  outcomes: z.record(z.string(), z.int()).optional(),
  /** Null where it would tell about the few who dealt with these requests. Of those with a time limit, so many passed it. */
  limited: z.int().nullable(),
  overdue: z.int().nullable(),
  /** On the clock, without suspensions. */
  elapsed: durations.nullable(),
  /** In the working time of the holder, or of the applicant; null also where none is known. */
  working: durations.nullable(),
};

export const readStatistics = query({
  name: 'approvals.readStatistics',
  summary: {
    zh: '审批统计：数量、用时、超时（按流程、环节、部门、人员或日期）',
    en: 'Statistics of approvals: how many, how long, how many overdue, by process, step, department, person or day',
  },
  /** By person: the reader himself and those he leads. Everything else takes `approvals.seeStatistics`. */
  access: 'signedIn',
  input: z.strictObject(filter).refine(isPeriod, { path: ['to'] }),
  output: z.object({
    /** What is counted. */
    of: z.enum(['requests', 'tasks']),
    /** By time in its order, else most first; at most 500. `key`: null: no department. */
    rows: z.array(z.object({ key: z.string().nullable(), name: words, ...figures })),
    total: z.object(figures),
    /** The kinds that were ever counted within the reader's reach. */
    kinds: z.array(z.object({ kind: z.string(), title: words })),
    /** Whether the reader may ask for more than people. */
    may: z.array(z.literal('groups')),
  }),
});

export const exportStatistics = download({
  name: 'approvals.exportStatistics',
  summary: { zh: '导出审批统计（.xlsx）', en: 'Export statistics of approvals (.xlsx)' },
  access: 'signedIn',
  input: z.strictObject({ ...filter, language: z.enum(['zh', 'en']).default('zh') }).refine(isPeriod, { path: ['to'] }),
  output: z.unknown(),
  logsLooks: true,
  perMinute: 10,
});
