import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { approvalFailures } from './failures.ts';
import { formFailures } from './form-failures.ts';
import { chosenApprovers, slotId } from './instance.ts';
import { draftChanged, notYourRequest, tooManyDrafts } from './list-failures.ts';
import { batchExclusion } from './list-filter.ts';
import { requestStatus } from './request.ts';
import { templateFailures } from './template-failures.ts';

export const countOwn = query({
  name: 'approvals.countOwn',
  summary: { zh: '我的申请和草稿数', en: 'Count my running requests and my drafts' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ running: z.int(), drafts: z.int() }),
});

export const readBatch = query({
  name: 'approvals.readBatch',
  summary: { zh: '批量审批前查看哪些可以一起办理', en: 'Show which of these tasks can be answered together' },
  access: 'signedIn',
  input: z.object({
    items: z
      .array(z.object({ requestId: id(), slotId }))
      .min(1)
      .max(100),
  }),
  output: z.object({
    /** What the answers are called: all tasks that may be answered together are of one kind and one kind of step. */
    outcome: z.enum(['approve', 'handle']).optional(),
    opinionRequired: z.boolean(),
    rows: z.array(
      z.object({
        requestId: id(),
        slotId,
        /** What is shown here is the request at this revision; an answer commits to it. */
        revision: z.int().optional(),
        number: z.string().optional(),
        title: words.optional(),
        summary: words.optional(),
        applicant: z.string().optional(),
        excluded: batchExclusion.optional(),
      }),
    ),
  }),
});

/** A usual phrase of one's own. */
const phrase = line(200);

export const readPhrases = query({
  name: 'approvals.readPhrases',
  summary: { zh: '我的常用语', en: 'Read my usual phrases' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ phrases: z.array(z.string()) }),
});

export const addPhrase = command({
  name: 'approvals.addPhrase',
  summary: { zh: '添加常用语', en: 'Add a usual phrase' },
  access: 'signedIn',
  /** The newest 50 are kept. */
  input: z.object({ phrase }),
  output: z.object({}),
});

export const removePhrase = command({
  name: 'approvals.removePhrase',
  summary: { zh: '删除常用语', en: 'Remove a usual phrase' },
  access: 'signedIn',
  input: z.object({ phrase }),
  output: z.object({}),
});

const form = z.record(z.string(), z.unknown()).refine((given) => JSON.stringify(given).length <= 1_000_000);
const draft = {
  draftId: id(),
  kind: z.string(),
  title: words,
  revision: z.int(),
  changedAt: instant(),
  startPath: z.string(),
};

export const saveDraft = command({
  name: 'approvals.saveDraft',
  summary: { zh: '保存草稿', en: 'Save a draft' },
  access: 'signedIn',
  /**
   * `draftId`: a fresh id for a new draft, with `revision` 0. It is given as `requestId` when the draft is submitted, so the
   * draft goes with the submission, and the same draft sent from two devices is one request.
   */
  input: z.object({
    draftId: id(),
    revision: z.int().min(0).max(2_147_483_647),
    kind: z.string().max(100),
    form,
    chosen: chosenApprovers.default({}),
    /** For whom it is, where that is somebody else (`approvals.submitForOthers`). */
    applicantId: id().optional(),
  }),
  output: z.object({ revision: z.int() }),
  failures: [
    approvalFailures.notForThem,
    approvalFailures.noSuchKind,
    templateFailures.templateNotLive,
    templateFailures.notAStarter,
    draftChanged,
    tooManyDrafts,
  ],
});

export const readDraft = query({
  name: 'approvals.readDraft',
  summary: { zh: '读取草稿', en: 'Read a draft' },
  access: 'signedIn',
  input: z.object({ draftId: id() }),
  output: z.object({
    ...draft,
    form: z.record(z.string(), z.unknown()),
    chosen: chosenApprovers,
    applicantId: id().optional(),
  }),
});

export const listDrafts = query({
  name: 'approvals.listDrafts',
  summary: { zh: '我的草稿', en: 'List my drafts' },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(z.object(draft)),
});

export const removeDraft = command({
  name: 'approvals.removeDraft',
  summary: { zh: '删除草稿', en: 'Remove a draft' },
  access: 'signedIn',
  input: z.object({ draftId: id() }),
  output: z.object({}),
});

export const copyAsNew = command({
  name: 'approvals.copyAsNew',
  summary: { zh: '复制为新的申请（存为草稿）', en: 'Copy an own request as a new one, as a draft' },
  access: 'signedIn',
  input: z.object({ requestId: id() }),
  output: z.object({ draftId: id(), startPath: z.string() }),
  failures: [notYourRequest, formFailures.notDesigned, tooManyDrafts],
});

export const listRelated = query({
  name: 'approvals.listRelated',
  summary: { zh: '关联的审批单', en: 'List the requests that a request is related to' },
  access: 'signedIn',
  input: z.object({ requestId: id() }),
  output: z.object({
    rows: z.array(
      z.object({
        number: z.string(),
        at: instant(),
        byName: z.string(),
        /** Whether the reader linked it himself and so may undo that. */
        own: z.boolean(),
        /** Only for who may look at it. */
        request: z
          .object({ requestId: id(), kind: z.string(), title: words, summary: words, status: requestStatus })
          .optional(),
      }),
    ),
  }),
});

export const relateRequest = command({
  name: 'approvals.relateRequest',
  summary: { zh: '关联另一张审批单', en: 'Relate a request to another' },
  access: 'signedIn',
  /** `number`: of a request that the person may look at too. */
  input: z.object({ requestId: id(), number: line(60) }),
  output: z.object({}),
});

export const unrelateRequest = command({
  name: 'approvals.unrelateRequest',
  summary: { zh: '取消自己加的关联', en: 'Undo a relation that one made' },
  access: 'signedIn',
  input: z.object({ requestId: id(), number: line(60) }),
  output: z.object({}),
});
