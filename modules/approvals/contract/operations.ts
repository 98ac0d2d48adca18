import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput, prose, words } from '#kernel/contract/shapes.ts';
import { answeredChallenge, challengeSignature, passkeyFailures } from '#modules/access/contract/passkeys.ts';
import { attachedAlready } from '#modules/files/contract/failures.ts';
import { afterReturn, decisionStrength, nodeId, opinionNaming, returnTarget } from './definition.ts';
import { authorityAnswer } from './facts.ts';
import { approvalFailures as failures } from './failures.ts';
import { flowOutline } from './flow-outline.ts';
import { childId, chosenApprovers, givenOpinion, groupNeeds, slotId, urgeChannel } from './instance.ts';
import { listFilter } from './list-filter.ts';
import { contentWithheld } from './looks.ts';
import { findsPeople, form, moved, onTask, reason, request, task } from './operation-parts.ts';
import { administer } from './permissions.ts';
import { copiedRow, doneRow, mayWhat, mineRow, requestView, toDoRow } from './request.ts';
import { templateFailures } from './template-failures.ts';

const named = z.object({ id: id(), name: z.string() });

export const listKinds = query({
  name: 'approvals.listKinds',
  summary: { zh: '可以发起的审批', en: 'List what can be asked for' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        kind: z.string(),
        title: words,
        startPath: z.string(),
        /** As its template says, else the module that it belongs to; nothing: neither. */
        category: words.nullable(),
        /** When the reader last asked for it. */
        lastAt: instant().nullable(),
      }),
    ),
  }),
});

export const previewRequest = query({
  name: 'approvals.previewRequest',
  summary: { zh: '提交前查看审批人', en: 'Show beforehand who will be asked' },
  access: 'signedIn',
  input: z.object({ kind: z.string(), form, chosen: chosenApprovers.default({}), applicantId: id().optional() }),
  output: z.object({
    steps: z.array(
      z.object({
        kind: z.enum(['approve', 'handle', 'copy', 'delay', 'call', 'subProcess']),
        name: words,
        mode: z.enum(['all', 'any', 'sequence', 'claim', 'vote']).optional(),
        people: z.array(named.extend({ state: z.enum(['asked', 'repeated', 'skipped', 'copied']) })),
      }),
    ),
    /** `endless`: it goes in circles for as long as the form stays as it is. */
    ends: z.enum(['approved', 'rejected', 'endless']),
  }),
  failures: [
    failures.noSuchKind,
    templateFailures.templateNotLive,
    templateFailures.notAStarter,
    failures.chooseApprovers,
    failures.notInRange,
    failures.noApprover,
    failures.noSuchNode,
    failures.notForThem,
  ],
});

/** 代发起, for modules with a form of their own: whose request it would be, decided as by `submitRequest` itself. */
export const readApplicant = query({
  name: 'approvals.readApplicant',
  summary: { zh: '确认可以为谁提交', en: 'Tell whose request it would be' },
  access: 'signedIn',
  /** Nobody named: the reader. */
  input: z.object({ applicantId: id().optional() }),
  output: z.object({ personId: id(), employerId: id() }),
  failures: [failures.notForThem],
});

export const submitRequest = command({
  name: 'approvals.submitRequest',
  summary: { zh: '提交申请', en: 'Submit a request' },
  access: 'signedIn',
  /** `requestId`: a fresh id, where the caller keeps something of its own beside the request. */
  input: z.object({
    kind: z.string(),
    form,
    chosen: chosenApprovers.default({}),
    requestId: id().optional(),
    /** 代发起: whose request it is, where it isn't one's own (`approvals.submitForOthers`). He is told, and can object. */
    applicantId: id().optional(),
    /** Why it is urgent: then its notices are urgent ones (W5). */
    urgent: line(200).optional(),
  }),
  output: moved.extend({ requestId: id(), number: z.string() }),
  failures: [
    failures.noSuchKind,
    templateFailures.templateNotLive,
    templateFailures.notAStarter,
    failures.alreadySubmitted,
    failures.personsOnly,
    failures.notForThem,
    ...findsPeople,
  ],
});

export const resubmitRequest = command({
  name: 'approvals.resubmitRequest',
  summary: { zh: '修改后重新提交', en: 'Submit a returned request again' },
  access: 'signedIn',
  input: z.object({ ...request, form, chosen: chosenApprovers.optional() }),
  output: moved,
  failures: [
    failures.notReturned,
    failures.applicantOnly,
    failures.alreadyEnded,
    failures.suspended,
    failures.personsOnly,
    ...findsPeople,
  ],
});

export const readRequest = query({
  name: 'approvals.readRequest',
  summary: { zh: '查看审批单', en: 'Read a request' },
  access: 'signedIn',
  input: z.object(request),
  output: z.object({
    view: requestView,
    /** Names of everybody who occurs in the view. */
    people: z.array(named),
    /** What the reader may do now; `slotId` where it is about an own task. */
    may: z.array(
      z.object({
        what: mayWhat,
        slotId: slotId.optional(),
        urgeId: z.string().optional(),
        visit: z.int().optional(),
        attempt: z.int().optional(),
      }),
    ),
    /** What the reader's answer needs at this step. */
    opinion: z.enum(['optional', 'unlessApproved', 'required']).optional(),
    /** What the step asks of the reader's answer beyond being signed in. */
    strength: decisionStrength.optional(),
    /** What the reader's opinion may or must name: who carries it out, how, by when. */
    names: opinionNaming.optional(),
    /** Where the reader's step asks for authority: his, with what counts together with this request (W7.1). */
    authority: authorityAnswer.optional(),
    /** Requests that this one made (sub-processes), and the one that made it. */
    children: z.array(z.object({ childId, requestId: id(), number: z.string(), status: requestView.shape.status })),
    parent: z.object({ requestId: id(), number: z.string() }).optional(),
    /** Who was let look at it without a part in it (A6): why, by whose agreement, from when until when. */
    looks: z.array(
      z.object({
        lookId: id(),
        person: named,
        reason: z.string(),
        agreed: z.array(z.string()),
        openedAt: instant(),
        untilAt: instant(),
      }),
    ),
    /** The look that the reader asked for and that waits for his supervisor. */
    lookAsked: z.object({ lookId: id(), number: z.string() }).optional(),
    /** The reader sees the content by such a look alone. */
    byLook: z.boolean(),
    /** Where an administrator can go on. */
    jumpTo: z.array(z.object({ nodeId, name: words })).optional(),
  }),
});

export const readFlow = query({
  name: 'approvals.readFlow',
  summary: { zh: '查看审批单的流程图', en: 'Read the flow that a request takes' },
  access: 'signedIn',
  input: z.object(request),
  /** The flow of the version that the request began with. */
  output: z.object({ startId: nodeId, nodes: z.array(flowOutline) }),
});

/** `deputy`: only what others are asked and the reader may answer for them, or only what he is asked himself. */
const toDoFilter = { ...listFilter, overdue: z.boolean().optional(), deputy: z.boolean().optional() };

export const listToDo = query({
  name: 'approvals.listToDo',
  summary: { zh: '待我处理的审批', en: 'List what waits for me' },
  access: 'signedIn',
  input: z.object({ ...pageInput, ...toDoFilter }),
  output: page(toDoRow),
});

export const listMine = query({
  name: 'approvals.listMine',
  summary: { zh: '我发起的审批', en: 'List my own requests' },
  access: 'signedIn',
  input: z.object({ ...pageInput, ...listFilter }),
  output: page(mineRow),
});

export const listDone = query({
  name: 'approvals.listDone',
  summary: { zh: '我已处理的审批', en: 'List what I have dealt with' },
  access: 'signedIn',
  input: z.object({ ...pageInput, ...listFilter }),
  output: page(doneRow),
});

export const listCopied = query({
  name: 'approvals.listCopied',
  summary: { zh: '抄送我的审批', en: 'List what I was copied in on' },
  access: 'signedIn',
  input: z.object({ ...pageInput, ...listFilter }),
  output: page(copiedRow),
});

export const act = command({
  name: 'approvals.act',
  summary: { zh: '审批：同意、拒绝或办理', en: 'Approve, reject or handle' },
  access: 'signedIn',
  /** `revision`: what the signer was shown; the server itself makes the digest of that view. */
  input: z.object({
    ...task,
    revision: z.int().min(1),
    outcome: z.enum(['approve', 'reject', 'handle']),
    opinion: givenOpinion.optional(),
    /** Whom he chooses for nodes after his, where the flow leaves it to him. */
    chosen: chosenApprovers.optional(),
    /** The form with what he changed, where his step lets him edit; what he may not see or change isn't sent. */
    form: form.optional(),
    /** Over exactly this decision; see `approvals.prepareSignature`. */
    signature: answeredChallenge.optional(),
  }),
  output: moved,
  failures: [
    ...onTask,
    ...passkeyFailures,
    attachedAlready,
    failures.wrongOutcome,
    failures.opinionRequired,
    failures.evidenceMissing,
    failures.strengthTooLow,
    failures.withApplicant,
    failures.opinionNamesMissing,
    failures.opinionNamesNotAllowed,
    failures.beyondAuthority,
    failures.fieldsNotYours,
    failures.formNotNew,
    ...findsPeople,
  ],
});

/**
 * Begins to sign a decision with the person's own passkey: the challenge ends in the digest of what he decides, in which
 * words, having seen and changed exactly what. The same decision then goes out with the passkey's answer to it.
 */
export const prepareSignature = command({
  name: 'approvals.prepareSignature',
  summary: { zh: '准备用通行密钥签署审批意见', en: 'Begin to sign a decision with a passkey' },
  access: 'signedIn',
  input: z.object({
    ...task,
    revision: z.int().min(1),
    decision: z.discriminatedUnion('what', [
      z.object({
        what: z.literal('act'),
        outcome: z.enum(['approve', 'reject', 'handle']),
        opinion: givenOpinion.optional(),
        chosen: chosenApprovers.optional(),
        /** The form with what he changes, just as it goes out with the answer. */
        form: form.optional(),
      }),
      z.object({
        what: z.literal('return'),
        to: returnTarget,
        afterwards: afterReturn.default('again'),
        opinion: givenOpinion.optional(),
      }),
      z.object({ what: z.literal('passUp'), opinion: givenOpinion.optional() }),
    ]),
  }),
  output: challengeSignature.output,
  failures: [...challengeSignature.failures, failures.fieldsNotYours],
  secretAnswer: true,
});

export const takeBack = command({
  name: 'approvals.takeBack',
  summary: { zh: '撤回自己的审批意见', en: 'Take back an own answer' },
  access: 'signedIn',
  input: z.object({ ...task, reason: reason.optional() }),
  output: moved,
  failures: [...onTask, failures.nothingToTakeBack, failures.successorActed, failures.revoking, ...findsPeople],
});

export const transfer = command({
  name: 'approvals.transfer',
  summary: { zh: '转办', en: 'Transfer a task' },
  access: 'signedIn',
  input: z.object({ ...task, to: id(), reason: reason.optional() }),
  output: moved,
  failures: [
    ...onTask,
    ...findsPeople,
    failures.alreadyApprover,
    failures.applicantCannotApprove,
    failures.beyondAuthority,
  ],
});

export const addApprover = command({
  name: 'approvals.addApprover',
  summary: { zh: '加签', en: 'Add approvers' },
  access: 'signedIn',
  input: z.object({
    ...task,
    place: z.enum(['before', 'alongside', 'after']),
    people: z.array(id()).min(1).max(20),
    needs: groupNeeds.default('all'),
    reason: reason.optional(),
  }),
  output: moved,
  failures: [
    ...onTask,
    ...findsPeople,
    failures.alreadyApprover,
    failures.applicantCannotApprove,
    failures.beforeOnly,
    failures.beyondAuthority,
  ],
});

export const removeApprover = command({
  name: 'approvals.removeApprover',
  summary: { zh: '减签', en: 'Remove an added approver' },
  access: 'signedIn',
  input: z.object({ ...task, reason: reason.optional() }),
  output: moved,
  failures: [...onTask, failures.notAddedByYou, failures.lastOpenTask, ...findsPeople],
});

export const returnRequest = command({
  name: 'approvals.returnRequest',
  summary: { zh: '退回', en: 'Return a request' },
  access: 'signedIn',
  input: z.object({
    ...task,
    revision: z.int().min(1),
    to: returnTarget,
    afterwards: afterReturn.default('again'),
    opinion: givenOpinion.optional(),
    signature: answeredChallenge.optional(),
  }),
  output: moved,
  failures: [
    ...onTask,
    ...passkeyFailures,
    attachedAlready,
    failures.targetNotAllowed,
    failures.targetNotPassed,
    failures.opinionNamesNotAllowed,
    failures.revoking,
    failures.opinionRequired,
    failures.evidenceMissing,
    failures.strengthTooLow,
    ...findsPeople,
  ],
});

export const withdrawRequest = command({
  name: 'approvals.withdrawRequest',
  summary: { zh: '撤销申请', en: 'Withdraw a request' },
  access: 'signedIn',
  input: z.object({ ...request, reason: reason.optional() }),
  output: moved,
  failures: [
    failures.applicantOnly,
    failures.alreadyEnded,
    failures.suspended,
    failures.withdrawNotAllowed,
    failures.personsOnly,
  ],
});

export const urge = command({
  name: 'approvals.urge',
  summary: {
    zh: '催办：系统内，或记录已电话、当面提醒',
    en: 'Urge in the app, or record a reminder by phone or in person',
  },
  access: 'signedIn',
  input: z.object({
    ...request,
    channel: urgeChannel.default('app'),
    slotIds: z.array(slotId).min(1).max(100).optional(),
    happenedAt: instant().optional(),
    text: prose(1_000).optional(),
  }),
  output: moved.extend({ urgeId: z.string() }),
  failures: [
    failures.applicantOnly,
    failures.alreadyHandled,
    failures.alreadyEnded,
    failures.suspended,
    failures.withApplicant,
    failures.nobodyAsked,
    failures.urgeTooSoon,
    failures.urgeNeedsDetails,
    failures.urgeTimeWrong,
    failures.noSuchTask,
    failures.notOpenYet,
    failures.personsOnly,
  ],
});

const urgeFailures = [
  failures.noSuchUrge,
  failures.notYours,
  failures.urgeNeedsNoAnswer,
  failures.urgeAlreadyAnswered,
  failures.personsOnly,
];

export const confirmUrge = command({
  name: 'approvals.confirmUrge',
  summary: { zh: '确认收到过电话或当面提醒', en: 'Confirm a reminder by phone or in person' },
  access: 'signedIn',
  input: z.object({ ...task, urgeId: z.string().max(20) }),
  output: moved,
  failures: urgeFailures,
});

export const disputeUrge = command({
  name: 'approvals.disputeUrge',
  summary: { zh: '否认收到过电话或当面提醒', en: 'Dispute a reminder by phone or in person' },
  access: 'signedIn',
  input: z.object({ ...task, urgeId: z.string().max(20), reason: reason.optional() }),
  output: moved,
  failures: urgeFailures,
});

export const comment = command({
  name: 'approvals.comment',
  summary: { zh: '评论', en: 'Comment on a request' },
  access: 'signedIn',
  input: z.object({
    ...request,
    text: prose(5_000).refine((text) => text.trim() !== ''),
    mentions: z.array(id()).max(100).default([]),
    /** Own uploads: whoever reads the comment may open them. */
    files: z.array(id()).max(20).default([]),
  }),
  output: moved,
  failures: [failures.personsOnly, failures.personNotFound, contentWithheld, attachedAlready],
});

export const copyRequest = command({
  name: 'approvals.copyRequest',
  summary: { zh: '抄送给其他人', en: 'Copy others in' },
  access: 'signedIn',
  input: z.object({ ...request, people: z.array(id()).min(1).max(100) }),
  output: moved,
  failures: [failures.participantsOnly, failures.alreadyCopied, failures.personNotFound, failures.personsOnly],
});

const intervention = [failures.administratorsOnly, failures.alreadyEnded, failures.personsOnly];

export const reassign = command({
  name: 'approvals.reassign',
  summary: { zh: '管理员改派', en: 'Reassign a task, as an administrator' },
  access: administer,
  input: z.object({ ...task, to: id(), reason }),
  output: moved,
  failures: [
    ...intervention,
    failures.noSuchTask,
    failures.alreadyHandled,
    failures.suspended,
    failures.alreadyApprover,
    failures.applicantCannotApprove,
    failures.notAllowedHere,
    ...findsPeople,
    contentWithheld,
  ],
});

export const suspendRequest = command({
  name: 'approvals.suspendRequest',
  summary: { zh: '管理员暂停审批单', en: 'Suspend a request' },
  access: administer,
  input: z.object({ ...request, reason }),
  output: moved,
  failures: [...intervention, failures.suspended],
});

export const resumeRequest = command({
  name: 'approvals.resumeRequest',
  summary: { zh: '管理员恢复审批单', en: 'Resume a suspended request' },
  access: administer,
  input: z.object({ ...request, reason: reason.optional() }),
  output: moved,
  failures: [...intervention, failures.notSuspended, ...findsPeople],
});

export const terminateRequest = command({
  name: 'approvals.terminateRequest',
  summary: { zh: '管理员终止审批单', en: 'Terminate a request' },
  access: administer,
  input: z.object({ ...request, reason }),
  output: moved,
  failures: intervention,
});
