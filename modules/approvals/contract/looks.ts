import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { failure } from '#kernel/contract/failure.ts';
import { command } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { lookForm } from './look-kind.ts';
import { administer } from './permissions.ts';

export const contentWithheld = failure({
  code: 'approvals.contentWithheld',
  status: 403,
  words: {
    zh: '管理流程不等于查看内容：请先申请查看，由你的主管批准',
    en: 'Administering a request isn’t reading it: ask for a look first, which your supervisor approves',
  },
});
export const lookNotNeeded = failure({
  code: 'approvals.lookNotNeeded',
  status: 409,
  words: { zh: '你已经可以查看这份审批单', en: 'You can read this request already' },
});
export const lookAskedAlready = failure({
  code: 'approvals.lookAskedAlready',
  status: 409,
  words: { zh: '你已经申请查看，正在等待批准', en: 'You have asked for a look already; it waits to be approved' },
});
export const nobodyToAgree = failure({
  code: 'approvals.nobodyToAgree',
  status: 409,
  words: {
    zh: '你没有主管可以批准；可以请申请人或审批人把审批单抄送给你',
    en: 'You have no supervisor who could agree; the applicant or an approver can copy you in',
  },
});
export const onlyByAskingToLook = failure({
  code: 'approvals.onlyByAskingToLook',
  status: 409,
  words: { zh: '请在要查看的审批单里申请', en: 'Ask for a look at the request that it is about' },
});

/** Asks one's supervisor for a look at a request that one administers and has no part in (A6). */
export const askToLook = command({
  name: 'approvals.askToLook',
  summary: { zh: '申请查看审批单的内容', en: 'Ask for a look at the content of a request' },
  access: administer,
  input: lookForm.pick({ requestId: true, reason: true }),
  /** The request for the look. */
  output: z.object({ lookId: id(), number: z.string() }),
  failures: [lookNotNeeded, lookAskedAlready, nobodyToAgree],
});

/** A look was approved: until then this person reads the request. */
export const lookOpened = event({
  name: 'approvals.lookOpened',
  summary: { zh: '审批单的内容开放给管理员查看', en: 'The content of a request was opened to an administrator' },
  facts: z.object({
    lookId: id(),
    requestId: id(),
    personId: id(),
    untilAt: instant(),
    /** Everybody who takes part in the request: they are shown who looks, why, and who agreed. */
    concerned: z.array(id()),
  }),
  topics: ({ personId, concerned }) => [...new Set([personId, ...concerned])].map((one) => `person:${one}` as const),
  shape: z.object({ requestId: id() }),
  project: ({ requestId }) => ({ requestId }),
});
