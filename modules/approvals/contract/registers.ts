import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { failure } from '#kernel/contract/failure.ts';
import { command, download, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { archiveFilter, archiveRow } from './archive-search.ts';
import { archiveNotGranted, notSearchable } from './archive-search-failures.ts';
import { listFilter } from './list-filter.ts';

/** What stands in a column: something of every request, or a field of the form by its name. */
const requestColumns = z.enum([
  'number',
  'kind',
  'summary',
  'applicant',
  'department',
  'status',
  'submittedAt',
  'endedAt',
  'step',
  'holder',
]);
const registerColumn = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('request'), name: requestColumns, heading: line(60).optional() }),
  z.strictObject({
    from: z.literal('form'),
    name: z.string().min(1).max(100),
    heading: line(60).optional(),
    /** Its sum stands below. */
    sum: z.boolean().default(false),
  }),
]);
export type RegisterColumn = z.infer<typeof registerColumn>;

/** The people of these departments, with all below, and who holds one of these roles (its key, or its id). */
const sharing = z.strictObject({
  departmentIds: z.array(id()).max(50).default([]),
  roles: z.array(z.string().min(1).max(64)).max(20).default([]),
});

/** A register 台账: what is shown of which finished requests. It opens nothing: everybody sees the rows that he may query. */
const register = {
  name: line(60),
  kinds: z.array(z.string().min(1).max(100)).min(1).max(10),
  /** 进度表: what runs stands above, with its step and holder, for who may expedite it. */
  isProgress: z.boolean().default(false),
  columns: z.array(registerColumn).min(1).max(60),
  filter: archiveFilter.omit({ kind: true }),
  sharing,
};
const registerShape = z.object(register);
export type Register = z.infer<typeof registerShape>;

export const registerMoved = failure({
  code: 'approvals.registerMoved',
  status: 409,
  words: {
    zh: '台账已在别处修改，这里输入的内容还在',
    en: 'The register was changed elsewhere; what you typed here is still here',
  },
});
export const tooManyRegisters = failure({
  code: 'approvals.tooManyRegisters',
  status: 409,
  words: { zh: '台账已有 100 份，请先删除不用的', en: 'There are 100 registers already; please remove some first' },
});
export const noSuchColumn = failure({
  code: 'approvals.noSuchColumn',
  status: 400,
  words: { zh: '表单里没有这一列', en: 'No form has this column' },
});

export const registerChanged = event({
  name: 'approvals.registerChanged',
  summary: { zh: '台账有变化', en: 'A register was made, changed or removed' },
  facts: z.object({ registerId: id(), ownerId: id(), isShared: z.boolean() }),
  // Whoever it may be shared with looks again; nothing is said of it.
  topics: ({ ownerId, isShared }) => (isShared ? ['company'] : [`person:${ownerId}`]),
  shape: z.object({}),
  project: () => ({}),
});

const may = z.array(z.enum(['change']));
const owner = z.object({ id: id(), name: z.string() });

export const listRegisters = query({
  name: 'approvals.listRegisters',
  summary: { zh: '我的台账和共享给我的台账', en: 'List my registers and those shared with me' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    /** By name. */
    rows: z.array(
      z.object({
        registerId: id(),
        name: z.string(),
        titles: z.array(words),
        isProgress: z.boolean(),
        isShared: z.boolean(),
        owner,
        changedAt: instant(),
        may,
      }),
    ),
  }),
});

export const readRegister = query({
  name: 'approvals.readRegister',
  summary: { zh: '查看台账的设置', en: 'Show how a register is made' },
  access: 'signedIn',
  input: z.object({ registerId: id() }),
  output: registerShape.extend({
    registerId: id(),
    revision: z.int(),
    owner,
    /** Headings of the columns, in their order. */
    headings: z.array(words),
    may,
  }),
});

export const saveRegister = command({
  name: 'approvals.saveRegister',
  summary: { zh: '新建或修改台账', en: 'Make a register, or change one' },
  access: 'signedIn',
  /** `registerId` left out: a new one. `revision`: the one that was shown. */
  input: z.strictObject({ ...register, registerId: id().optional(), revision: z.int().optional() }),
  output: z.object({ registerId: id(), revision: z.int() }),
  failures: [registerMoved, tooManyRegisters, noSuchColumn, archiveNotGranted, notSearchable],
});

export const removeRegister = command({
  name: 'approvals.removeRegister',
  summary: { zh: '删除台账', en: 'Remove a register' },
  access: 'signedIn',
  input: z.object({ registerId: id() }),
  output: z.object({}),
});

const narrowed = { registerId: id(), search: listFilter.search, from: day().optional(), to: day().optional() };

export const listRegisterRows = query({
  name: 'approvals.listRegisterRows',
  summary: { zh: '台账内容', en: 'The rows of a register' },
  access: 'signedIn',
  /** Narrowed further: `from`, `to` are days on which requests ended. */
  input: z.object({ ...pageInput, ...narrowed }),
  output: page(
    z.object({
      ...archiveRow,
      endedAt: instant().nullable(),
      /** Where it is now, of one that runs. */
      steps: z.array(words),
      holders: z.array(z.string()),
    }),
  ).extend({
    /** Finished rows, and those that run. */
    count: z.int(),
    running: z.int(),
    /** Over all finished rows, by column; of money in minor units with so many digits behind the point. */
    sums: z.array(z.object({ name: z.string(), value: z.number(), digits: z.int() })),
    /** Of its kinds, those that the reader has no permission to query. */
    notGranted: z.array(words),
  }),
  logsLooks: true,
});

export const exportRegister = download({
  name: 'approvals.exportRegister',
  summary: { zh: '导出台账（.xlsx，最多 20,000 行）', en: 'Export a register (.xlsx, at most 20,000 rows)' },
  access: 'signedIn',
  input: z.object({ ...narrowed, language: z.enum(['zh', 'en']).default('zh') }),
  output: z.unknown(),
  logsLooks: true,
  perMinute: 10,
});
