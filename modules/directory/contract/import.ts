import { z } from 'zod';
import { job, query, upload } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import {
  employerUnknown,
  fieldOwned,
  hrFileTooMuch,
  importDone,
  importHasProblems,
  importOutdated,
  importOutsideReach,
} from './failures.ts';
import { managePeople } from './permissions.ts';
import { accountName, personName } from './shapes.ts';

/** What a file says of people, as long as the file is kept. */
const inFile = {
  purpose: 'employment',
  sensitivity: 'ordinary',
  retention: 'import-30d',
  basis: 'hr-rules',
} as const;

const counts = {
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** People of the employer whom the file doesn’t name; an import leaves them as they are. */
  absent: z.int(),
  departments: z.int(),
  errors: z.int(),
  warnings: z.int(),
};

export const importOptions = z.object({
  /** false: a department that doesn’t exist is an error. */
  createDepartments: z.boolean().default(true),
  /** What an empty cell means: leave what is there, or clear it. */
  emptyCells: z.enum(['keep', 'clear']).default('keep'),
  /** What stands in for an account that the file lacks. */
  accountFrom: z.enum(['none', 'staffNumber', 'email']).default('none'),
  departmentPaths: z.enum(['auto', 'wecom', 'dingtalk']).default('auto'),
});
export type ImportOptions = z.infer<typeof importOptions>;

export const previewImport = upload({
  name: 'directory.previewImport',
  summary: {
    zh: '预览人员导入（企业微信通讯录的 .xlsx 或 .csv）：将新增、变更谁，哪些行有问题',
    en: 'Previews an import of people from an address book (.xlsx or .csv): who is created or changed, which rows are wrong',
  },
  /** `employerId`: whose people they are where the file doesn’t say; its department is the root of the paths. */
  input: importOptions.partial().extend({ employerId: id() }),
  output: z.object({ importId: id(), ...counts, applicable: z.boolean() }),
  access: managePeople,
  failures: [employerUnknown, importOutsideReach],
  maxBytes: 21_000_000,
  perMinute: 20,
});

export const readImport = query({
  name: 'directory.readImport',
  summary: { zh: '查看导入预览', en: 'Reads the preview of an import, part by part' },
  input: z.object({
    ...pageInput,
    importId: id(),
    part: z.enum(['errors', 'warnings', 'created', 'changed', 'unchanged', 'absent', 'departments']),
  }),
  output: page(
    z.object({
      /** Row in the file, as Excel counts. */
      row: z.int().nullable(),
      column: z.string().nullable(),
      heading: z.string().nullable(),
      account: accountName().nullable(),
      name: personName().nullable(),
      /** A problem in words, the path of a department, or nothing. */
      text: z.string().nullable(),
      changes: z.array(
        z.object({ field: z.string(), from: personal(z.string(), inFile), to: personal(z.string(), inFile) }),
      ),
    }),
  ).extend({
    fileName: z.string(),
    madeAt: instant(),
    state: z.enum(['previewed', 'applied']),
    counts: z.object(counts),
    applicable: z.boolean(),
  }),
  access: managePeople,
});

export const applyImport = job({
  name: 'directory.applyImport',
  summary: {
    zh: '按预览导入人员，全部成功或全部不变',
    en: 'Carries out a previewed import: all of it or nothing',
  },
  input: z.object({ importId: id() }),
  output: z.object({ importId: id(), created: z.int(), changed: z.int(), departments: z.int() }),
  access: managePeople,
  failures: [importOutdated, importHasProblems, importDone, importOutsideReach, fieldOwned, hrFileTooMuch],
});
