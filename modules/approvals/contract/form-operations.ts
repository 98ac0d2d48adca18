import { z } from 'zod';
import { download, query, upload } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { day, id, words } from '#kernel/contract/shapes.ts';
import { approvalFailures } from './failures.ts';
import { fieldAccess, fieldName, fieldPermissions, formDesign } from './form-design.ts';
import { formFailures } from './form-failures.ts';
import { contentWithheld } from './looks.ts';
import { administer } from './permissions.ts';
import { templateFailures } from './template-failures.ts';

const sensitive = {
  purpose: 'approval',
  sensitivity: 'sensitive',
  retention: 'record',
  basis: 'hr-rules',
} as const;
const values = personal(z.record(z.string(), z.unknown()), sensitive);

/** A designed form to be filled in, with what the same code needs to know in the browser. */
const toFillIn = {
  kind: z.string(),
  title: words,
  design: formDesign,
  /** What may be done with its fields; those that aren't named as `usual` says. */
  permissions: fieldPermissions,
  usual: fieldAccess,
  facts: z.object({
    today: day(),
    applicant: id(),
    /** As `,a,b,`: departments with all above them, posts. */
    applicant_departments: z.string().optional(),
    applicant_posts: z.string().optional(),
  }),
};
const table = { kind: z.string(), table: fieldName };

export const readDesign = query({
  name: 'approvals.readDesign',
  summary: { zh: '读取一种审批的表单', en: 'Read the form of a kind of request' },
  access: 'signedIn',
  /** `applicantId`: for whom it is filled in, where that is somebody else (`approvals.submitForOthers`). */
  input: z.object({ kind: z.string(), applicantId: id().optional() }),
  output: z.object(toFillIn),
  failures: [
    approvalFailures.notForThem,
    approvalFailures.noSuchKind,
    templateFailures.templateNotLive,
    templateFailures.notAStarter,
    formFailures.notDesigned,
  ],
});

export const readForm = query({
  name: 'approvals.readForm',
  summary: {
    zh: '读取审批单中自己现在可以修改的表单内容',
    en: 'Read the content of a request’s form that the reader may change now',
  },
  access: 'signedIn',
  input: z.object({ requestId: id() }),
  output: z.object({ ...toFillIn, values }),
  failures: [formFailures.notDesigned, formFailures.nothingToEdit],
  logsLooks: true,
});

/** What the applicant filled in, to be corrected with `approvals.editForm`; what the reader may not see isn't there. */
export const readFormToCorrect = query({
  name: 'approvals.readFormToCorrect',
  summary: { zh: '读取审批单的表单以便管理员更正', en: 'Read the content of a request’s form to correct it' },
  access: administer,
  input: z.object({ requestId: id() }),
  output: z.object({ ...toFillIn, values }),
  failures: [formFailures.notCorrectable, approvalFailures.administratorsOnly, contentWithheld],
  logsLooks: true,
});

export const revealField = query({
  name: 'approvals.revealField',
  summary: { zh: '查看审批单中隐去的内容（记入审计）', en: 'Show what is masked in a request (goes into the audit)' },
  access: 'signedIn',
  /** `card`, or a cell of a table: `items.3.card`, rows counted from 0. */
  input: z.object({ requestId: id(), fieldId: z.string().max(90) }),
  output: z.object({ value: personal(z.unknown(), sensitive) }),
  failures: [formFailures.noSuchField],
  logsLooks: true,
});

export const readRows = upload({
  name: 'approvals.readRows',
  summary: {
    zh: '从 .xlsx 或 .csv 读取明细行，指出哪一行哪一列有问题',
    en: 'Read rows of a detail table from .xlsx or .csv, and say which row and column is wrong',
  },
  access: 'signedIn',
  input: z.object(table),
  output: z.object({
    /** All of them, or none where there is a problem. */
    rows: z.array(values),
    problems: z.array(
      z.object({
        /** As the file counts them; without it, the whole file. */
        row: z.int().optional(),
        /** A, B, C … */
        column: z.string().optional(),
        heading: z.string().optional(),
        code: z.string(),
        facts: z.record(z.string(), z.unknown()),
      }),
    ),
    /** More problems than are listed. */
    moreProblems: z.int(),
    /** Headings that the table hasn't. */
    leftAside: z.array(z.string()),
  }),
  failures: [approvalFailures.noSuchKind, formFailures.notDesigned, formFailures.noSuchField],
  maxBytes: 21_000_000,
  perMinute: 20,
});

export const downloadRowSheet = download({
  name: 'approvals.downloadRowSheet',
  summary: { zh: '下载明细导入表样', en: 'Download a sheet to fill in rows of a detail table' },
  access: 'signedIn',
  input: z.object(table),
  output: z.object({}),
  failures: [approvalFailures.noSuchKind, formFailures.notDesigned, formFailures.noSuchField],
});
