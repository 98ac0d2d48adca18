import { z } from 'zod';
import { command, download, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { archiveQueryForm, archiveReach } from './archive-query-kind.ts';
import * as failures from './archive-search-failures.ts';
import { listFilter } from './list-filter.ts';
import { requestStatus, shownField } from './request.ts';

/** What a field can be searched by: a text that it contains, a range, a day, one of its values; `none`: not at all. */
export const searchedBy = z.enum(['text', 'number', 'money', 'day', 'choice', 'person', 'none']);

const name = z.string().max(100);
/** One condition on a field; which parts count depends on what the field is searched by. Money is in minor units (分). */
const condition = z.strictObject({
  name,
  contains: line(100).optional(),
  least: z.number().optional(),
  most: z.number().optional(),
  from: day().optional(),
  to: day().optional(),
  is: line(100).optional(),
});
const { search, status, from, to } = listFilter;
/** `from`, `to`: days on which the requests ended. `departmentId`: where it was asked for, with all below. */
export const archiveFilter = z.object({
  kind: name,
  search,
  status,
  from,
  to,
  applicantId: id().optional(),
  departmentId: id().optional(),
  fields: z.array(condition).max(20).default([]),
});
export type ArchiveFilter = z.infer<typeof archiveFilter>;

const named = z.object({ id: id(), name: z.string() });
/** A finished request, as the archive and registers show it. */
export const archiveRow = {
  requestId: id(),
  number: z.string(),
  kind: name,
  title: words,
  summary: words,
  applicant: named,
  department: named.nullable(),
  status: requestStatus,
  submittedAt: instant(),
  endedAt: instant(),
  /** Sensitive values are masked or hidden. */
  fields: z.array(shownField),
};

export const listArchiveKinds = query({
  name: 'approvals.listArchiveKinds',
  summary: { zh: '可查询的审批档案类型', en: 'List the kinds of the archive, and which are open to me' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        kind: name,
        title: words,
        /** Asking for it takes the executive in charge too. */
        important: z.boolean(),
        granted: z.boolean(),
        /** Empty where it isn't granted. */
        fields: z.array(
          z.object({
            name,
            label: words,
            searchedBy,
            choices: z.array(z.object({ value: z.string(), words })),
            /** Whether it has a sum; then how many digits stand behind the point. */
            sum: z.object({ digits: z.int() }).optional(),
          }),
        ),
        /** What a register of this kind had best show: its fields, those that are summed, and whether it follows what runs. */
        suggested: z.object({ columns: z.array(name), sums: z.array(name), isProgress: z.boolean() }),
      }),
    ),
  }),
});

export const searchArchive = query({
  name: 'approvals.searchArchive',
  summary: { zh: '查询已办结的审批档案', en: 'Search finished requests of a kind' },
  access: 'signedIn',
  input: z.object({ ...pageInput, ...archiveFilter.shape, sums: z.array(name).max(20).default([]) }),
  /** `sums`: over everything found, not only this page; of money in minor units. */
  output: page(z.object(archiveRow)).extend({ count: z.int(), sums: z.record(z.string(), z.number()) }),
  failures: [failures.archiveNotGranted, failures.notSearchable],
  logsLooks: true,
});

export const readArchived = query({
  name: 'approvals.readArchived',
  summary: { zh: '查看一份审批档案', en: 'Look at one finished request' },
  access: 'signedIn',
  input: z.object({ requestId: id() }),
  output: z.object({
    ...archiveRow,
    /** Who decided, in order. `outcome`: as the step calls it. */
    answers: z.array(z.object({ name: z.string(), outcome: z.string(), at: instant() })),
  }),
  logsLooks: true,
});

export const exportArchive = download({
  name: 'approvals.exportArchive',
  summary: { zh: '导出查询结果（.xlsx，最多 20,000 行）', en: 'Export what was found (.xlsx, at most 20,000 rows)' },
  access: 'signedIn',
  input: z.object({
    ...archiveFilter.shape,
    /** Fields as columns; none named: all. */
    columns: z.array(name).max(300).default([]),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  output: z.unknown(),
  failures: [failures.archiveNotGranted, failures.notSearchable],
  logsLooks: true,
  perMinute: 10,
});

export const askForArchive = command({
  name: 'approvals.askForArchive',
  summary: { zh: '申请档案查询权限', en: 'Ask for permission to query the archive' },
  access: 'signedIn',
  input: archiveQueryForm.pick({ kinds: true, reach: true, until: true, reason: true }),
  output: z.object({ requestId: id(), number: z.string() }),
  failures: [failures.archiveDaysWrong, failures.noSuchArchive],
});

export const listArchiveGrants = query({
  name: 'approvals.listArchiveGrants',
  summary: { zh: '档案查询权限', en: 'List permissions to query the archive' },
  access: 'signedIn',
  /** The reader's own, those that the reader approved, and for who keeps the archive those of the people in reach. */
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        requestId: id(),
        person: named,
        own: z.boolean(),
        titles: words,
        reach: archiveReach,
        grantedAt: instant(),
        /** Exclusive. */
        untilAt: instant(),
        endedAt: instant().nullable(),
        /** Counts now. */
        active: z.boolean(),
      }),
    ),
  }),
});

export const endArchiveGrant = command({
  name: 'approvals.endArchiveGrant',
  summary: { zh: '提前终止档案查询权限', en: 'End a permission to query the archive' },
  access: 'signedIn',
  input: z.object({ requestId: id() }),
  output: z.object({}),
});
