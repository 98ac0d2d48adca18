import { z } from 'zod';
import { download, job, query } from '#kernel/contract/operation.ts';
import { id, instant, line, words } from '#kernel/contract/shapes.ts';
import { approvalFailures as failures } from './failures.ts';
import { contentWithheld } from './looks.ts';
import { requestStatus } from './request.ts';

const request = { requestId: id() };
/** SHA-256 of a file, in hex. */
const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** As people read it from paper; hyphens, spaces and case don't matter. */
const code = z.string().min(1).max(40);

export const printRequest = job({
  name: 'approvals.printRequest',
  summary: { zh: '生成审批单 PDF', en: 'Make the printed form of a request as PDF' },
  access: 'signedIn',
  input: z.object({ ...request, language: z.enum(['zh', 'en']).default('zh') }),
  output: z.object({ printId: id(), pages: z.int(), size: z.int(), digest }),
  failures: [contentWithheld],
});

export const downloadPrint = download({
  name: 'approvals.downloadPrint',
  summary: { zh: '下载自己生成的审批单 PDF', en: 'Download a PDF that one has had made' },
  access: 'signedIn',
  input: z.object({ ...request, printId: id() }),
  output: z.unknown(),
  logsLooks: true,
});

export const readArchive = query({
  name: 'approvals.readArchive',
  summary: { zh: '查看归档情况和验证码', en: 'Read how a request is archived, and its verification code' },
  access: 'signedIn',
  input: z.object(request),
  output: z.object({
    code: z.string(),
    /** Where the code is checked; only the path where no address is configured. */
    address: z.string(),
    archived: z
      .object({
        at: instant(),
        /** How many events it holds; what came later (comments) isn't in it. */
        revision: z.int(),
        size: z.int(),
        digest,
        /** When it may be destroyed; null: kept for ever. */
        keptUntil: instant().nullable(),
        period: z.union([z.int(), z.literal('permanent')]),
      })
      .optional(),
    may: z.array(z.enum(['downloadArchive', 'print'])),
  }),
});

export const downloadArchive = download({
  name: 'approvals.downloadArchive',
  summary: { zh: '下载归档包', en: 'Download the archive package of a request' },
  access: 'signedIn',
  input: z.object(request),
  output: z.unknown(),
  failures: [failures.notArchived],
  logsLooks: true,
});

export const downloadProof = download({
  name: 'approvals.downloadProof',
  summary: {
    zh: '下载审批单现在的全部证据，供离线核验',
    en: 'Download all evidence of a request as it is in the database now, to be verified elsewhere',
  },
  access: 'signedIn',
  input: z.object(request),
  output: z.unknown(),
  logsLooks: true,
  perMinute: 60,
});

export const findRequest = query({
  name: 'approvals.findRequest',
  summary: { zh: '按编号查找审批单', en: 'Find a request by its number' },
  access: 'signedIn',
  input: z.object({ number: line(60) }),
  output: z.object({ ...request, archived: z.boolean() }),
});

/**
 * Anybody who holds a paper may ask whether it is what it says. Nothing of the content: number, kind, state and times, whether
 * the records still prove themselves, and whether a file is the one that this system issued.
 */
export const verifyCode = query({
  name: 'approvals.verifyCode',
  summary: { zh: '凭验证码核验审批单', en: 'Check a request by the code on its paper' },
  access: 'visitor',
  input: z.object({ code, digest: digest.optional() }),
  output: z.object({
    number: z.string(),
    title: words,
    employer: z.string(),
    status: requestStatus,
    submittedAt: instant(),
    endedAt: instant().optional(),
    archivedAt: instant().optional(),
    /** Its retention is over: the content was destroyed under this list; `intact` speaks of what remains. */
    destroyed: z.object({ destruction: z.string(), at: instant() }).optional(),
    /** Every event is what was sealed when it happened, in its order, and the state is what they make. */
    intact: z.boolean(),
    /** What the file with the digest is. `undefined` where none was given. */
    file: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('archive'), at: instant() }),
        /** `current`: nothing has happened since it was made. */
        z.object({ kind: z.literal('print'), at: instant(), current: z.boolean() }),
        /** The printed form out of the archive package. */
        z.object({ kind: z.literal('archivedPrint'), at: instant() }),
        z.object({ kind: z.literal('unknown') }),
      ])
      .optional(),
    /** For who is signed in and may see it. */
    requestId: id().optional(),
  }),
  failures: [failures.noSuchCode],
  perMinute: 20,
});
