import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { administeredTopic } from './administered-topic.ts';
import { expeditedTopic } from './expedited-topic.ts';
import { childId, slotId, taskId, urge } from './instance.ts';
import { requestStatus, toDoRow } from './request.ts';

const request = { requestId: id(), kind: z.string() };
/** Those whom it concerns: applicant, submitter, everybody who was asked, copied or mentioned. */
const concerned = { concerned: z.array(id()) };
const toConcerned = (facts: { concerned: readonly string[] }) => facts.concerned.map((one) => `person:${one}` as const);
/** A viewer learns which request, and reads the rest again: what is in it isn't for everybody alike. */
const which = {
  shape: z.object({ requestId: id() }),
  project: (facts: { requestId: string }) => ({ requestId: facts.requestId }),
};

export const requestSubmitted = event({
  name: 'approvals.requestSubmitted',
  summary: { zh: '申请已提交', en: 'A request was submitted' },
  facts: z.object({ ...request, applicantId: id(), submitterId: id(), employerId: id(), ...concerned }),
  topics: toConcerned,
  ...which,
});

/** Anything that changed what a request shows; comes once with every command on it. */
export const requestChanged = event({
  name: 'approvals.requestChanged',
  summary: { zh: '审批单有变化', en: 'A request changed' },
  facts: z.object({ ...request, employerId: id(), revision: z.int(), status: requestStatus, ...concerned }),
  topics: (facts) => [
    ...toConcerned(facts),
    ...[facts.employerId, 'everywhere'].flatMap((where) => [administeredTopic(where), expeditedTopic(where)]),
  ],
  shape: z.object({ requestId: id(), concerned: z.boolean() }),
  project: ({ requestId, concerned }, viewer) => ({ requestId, concerned: concerned.includes(viewer.personId) }),
});

export const requestEnded = event({
  name: 'approvals.requestEnded',
  summary: { zh: '审批单已结束', en: 'A request ended' },
  facts: z.object({
    ...request,
    number: z.string(),
    applicantId: id(),
    employerId: id(),
    /** `revoked`: an approved request was revoked; its follow-ups are undone by their owners. */
    outcome: z.enum(['approved', 'rejected', 'withdrawn', 'terminated', 'revoked']),
    /** Who ended it; nobody where a rule did. */
    by: id().nullable(),
    at: instant(),
    ...concerned,
  }),
  topics: toConcerned,
  ...which,
});

/** An ended request lies in the archive now, with its package. */
export const requestArchived = event({
  name: 'approvals.requestArchived',
  summary: { zh: '审批单已归档', en: 'A request was archived' },
  facts: z.object({ ...request, number: z.string(), employerId: id(), digest: z.string(), ...concerned }),
  topics: toConcerned,
  ...which,
});

const task = { ...request, slotId: taskId, personId: id(), holders: z.array(id()) };
const toHolders = (facts: { holders: readonly string[] }) => facts.holders.map((one) => `person:${one}` as const);
const whichTask = {
  shape: z.object({ requestId: id(), slotId: taskId }),
  project: (facts: { requestId: string; slotId: string }) => ({ requestId: facts.requestId, slotId: facts.slotId }),
};

export const taskOpened = event({
  name: 'approvals.taskOpened',
  summary: { zh: '有新待办', en: 'A task was opened' },
  facts: z.object({
    ...task,
    applicantId: id(),
    at: instant(),
    taskKind: toDoRow.shape.taskKind,
    /** Its notice is an urgent one. */
    urgent: z.boolean(),
  }),
  topics: toHolders,
  ...whichTask,
});

export const taskClosed = event({
  name: 'approvals.taskClosed',
  summary: { zh: '待办已关闭', en: 'A task was closed' },
  facts: z.object({ ...task, by: id().nullable() }),
  topics: toHolders,
  ...whichTask,
});

/** The notice reached its holder; from now on the limit of time runs. */
export const taskDelivered = event({
  name: 'approvals.taskDelivered',
  summary: { zh: '待办已送达', en: 'A task reached its holder' },
  facts: z.object({ ...task, deliveredAt: instant(), dueAt: instant().nullable() }),
  topics: toHolders,
  ...whichTask,
});

export const reminded = event({
  name: 'approvals.reminded',
  summary: { zh: '系统已提醒办理', en: 'The system reminded of a task' },
  facts: z.object({ ...task, count: z.int() }),
  topics: toHolders,
  ...whichTask,
});

/** All that a rule on delay needs to know. Nothing says that somebody is to blame. */
export const taskOverdue = event({
  name: 'approvals.taskOverdue',
  summary: { zh: '待办已超时', en: 'A task is overdue' },
  facts: z.object({
    ...task,
    number: z.string(),
    applicantId: id(),
    employerId: id(),
    openedAt: instant(),
    deliveredAt: instant(),
    /** When the limit passed, in the working time of the person. */
    dueAt: instant(),
    limit: z.union([z.object({ workingMinutes: z.int() }), z.object({ workdays: z.int() })]),
    /** Years whose holidays nobody entered: then nothing with consequences may rest on `dueAt`. */
    unknownYears: z.array(z.int()),
    urges: z.array(urge.pick({ id: true, channel: true, at: true, happenedAt: true })),
  }),
  topics: toHolders,
  ...whichTask,
});

export const urged = event({
  name: 'approvals.urged',
  summary: { zh: '申请人催办', en: 'The applicant urged' },
  facts: z.object({
    ...request,
    urgeId: z.string(),
    channel: urge.shape.channel,
    by: id(),
    happenedAt: instant(),
    asked: z.array(z.object({ slotId, personId: id() })),
  }),
  topics: (facts) => facts.asked.map((one) => `person:${one.personId}` as const),
  ...which,
});

export const urgeAnswered = event({
  name: 'approvals.urgeAnswered',
  summary: { zh: '催办记录已确认或否认', en: 'A recorded reminder was confirmed or disputed' },
  facts: z.object({
    ...request,
    urgeId: z.string(),
    slotId,
    by: id(),
    answer: z.enum(['confirmed', 'disputed']),
    to: id(),
  }),
  topics: (facts) => [`person:${facts.to}`, `person:${facts.by}`],
  ...which,
});

export const commented = event({
  name: 'approvals.commented',
  summary: { zh: '有新评论', en: 'Somebody commented' },
  facts: z.object({ ...request, by: id(), mentions: z.array(id()), ...concerned }),
  topics: toConcerned,
  ...which,
});

export const copied = event({
  name: 'approvals.copied',
  summary: { zh: '有新抄送', en: 'People were copied in' },
  facts: z.object({ ...request, personIds: z.array(id()) }),
  topics: (facts) => facts.personIds.map((one) => `person:${one}` as const),
  ...which,
});

/** 代发起: the person concerned didn't want it. */
export const submissionObjected = event({
  name: 'approvals.submissionObjected',
  summary: { zh: '被代发起人提出异议', en: 'Somebody objected to a request submitted for him' },
  facts: z.object({ ...request, by: id(), submitterId: id() }),
  topics: (facts) => [`person:${facts.submitterId}`, `person:${facts.by}`],
  ...which,
});

/** 落实意见 was recorded: of a duty, or (`slotId` null) of the whole. `complete`: nothing is missing any more. */
export const outcomeRecorded = event({
  name: 'approvals.outcomeRecorded',
  summary: { zh: '已填写落实意见', en: 'An outcome was recorded' },
  facts: z.object({ ...request, slotId: slotId.nullable(), by: id(), complete: z.boolean(), ...concerned }),
  topics: toConcerned,
  ...which,
});

/** A sub-process: a request that this one waits to be made, or (`wanted` false) no longer waits for. */
export const childWanted = event({
  name: 'approvals.childWanted',
  summary: { zh: '子流程需要发起或终止', en: 'A child request is wanted, or no longer' },
  facts: z.object({ ...request, childId, attempt: z.int(), wanted: z.boolean() }),
  topics: () => [],
  ...which,
});

/** It has been made, and the request that made it shows it. */
export const childBegun = event({
  name: 'approvals.childBegun',
  summary: { zh: '子流程已发起', en: 'A child request was begun' },
  facts: z.object({ ...request, childId, childRequestId: id(), ...concerned }),
  topics: toConcerned,
  ...which,
});
