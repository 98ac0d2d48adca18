import { z } from 'zod';
import { day, id, instant } from '#kernel/contract/shapes.ts';
import { fileDigest } from '#modules/files/contract/shapes.ts';
import { afterReturn, nodeId, personId, returnTarget } from './definition.ts';
import { answeredRule, authorityAnswer, evidence } from './facts.ts';
import {
  childId,
  childOutcome,
  chosenApprovers,
  opinion,
  scope,
  slot,
  slotId,
  timer,
  urge,
  visit,
} from './instance.ts';

const at = instant();
const by = personId;
const reason = z.string().optional();

/**
 * What happened to an instance. `by` is who acted, `for` the principal whose slot it was; they differ where a deputy acted.
 * Events hold decisions already made: applying one needs no rule.
 */
export const instanceEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('submitted'),
    at,
    by,
    applicant: personId,
    form: z.int(),
    chosen: chosenApprovers,
    effectiveOn: day().optional(),
    urgent: z.string().optional(),
  }),
  z.object({
    type: z.literal('resubmitted'),
    at,
    by,
    visit: z.int(),
    form: z.int(),
    chosen: chosenApprovers,
    effectiveOn: day().optional(),
  }),
  /** A new content of the form: with an answer by who may edit at his step, or by an administrator with a reason. */
  z.object({
    type: z.literal('formEdited'),
    at,
    by,
    form: z.int(),
    slotId: slotId.optional(),
    effectiveOn: day().optional(),
    reason,
  }),
  /** `faulty`: branches whose expressions couldn't be evaluated on this form, and so weren't true. */
  z.object({ type: z.literal('branchTaken'), at, nodeId, branchId: nodeId, faulty: z.array(nodeId).optional() }),
  z.object({ type: z.literal('wentTo'), at, nodeId, to: nodeId }),
  /** A branch of a fork has come to its end. */
  z.object({ type: z.literal('branchArrived'), at, in: scope }),
  z.object({
    type: z.literal('nodeEntered'),
    at,
    visit: visit.omit({ state: true, closed: true, claimed: true }),
    /** Every question asked to find these people, with its answer, in the order of asking. */
    found: z.array(answeredRule),
  }),
  z.object({
    type: z.literal('slotsChanged'),
    at,
    visit: z.int(),
    opened: z.array(slotId),
    paused: z.array(slotId),
    cancelled: z.array(slotId),
  }),
  z.object({
    type: z.literal('acted'),
    at,
    by,
    for: personId,
    slotId,
    outcome: z.enum(['approved', 'rejected', 'handled']),
    opinion: opinion.optional(),
    evidence,
    /** Whom he chose for a node after his. */
    chosen: chosenApprovers.optional(),
    /** Where the node asks for authority: what it was. */
    authority: authorityAnswer.optional(),
  }),
  /** The limit ran out, and the flow says what then counts as the answer. */
  z.object({
    type: z.literal('lapsed'),
    at,
    timerId: z.string(),
    slotId,
    for: personId,
    outcome: z.enum(['approved', 'rejected', 'handled']),
  }),
  z.object({ type: z.literal('claimed'), at, by, for: personId, slotId }),
  z.object({ type: z.literal('putBack'), at, by, for: personId, slotId, reason }),
  z.object({ type: z.literal('delegated'), at, by, for: personId, slotId, slot, reason }),
  /** 转批: his opinion stays on record, the decision goes to who has the authority. */
  z.object({
    type: z.literal('passedUp'),
    at,
    by,
    for: personId,
    slotId,
    to: personId,
    deputies: z.array(personId),
    opinion: opinion.optional(),
    evidence,
    authority: authorityAnswer,
    found: z.array(answeredRule),
  }),
  z.object({
    type: z.literal('nodeLeft'),
    at,
    by: by.optional(),
    visit: z.int(),
    outcome: z.enum(['passed', 'rejected']),
  }),
  /** `cancelled`: visits that came after it. `reopened`: branches that are under way again. */
  z.object({
    type: z.literal('takenBack'),
    at,
    by,
    for: personId,
    slotId,
    cancelled: z.array(z.int()).default([]),
    reopened: z.array(scope).default([]),
    reason,
  }),
  z.object({
    type: z.literal('transferred'),
    at,
    by,
    slotId,
    from: personId,
    to: personId,
    deputies: z.array(personId),
    reason,
  }),
  z.object({
    type: z.literal('reassigned'),
    at,
    by: by.optional(),
    why: z.enum(['administrator', 'left', 'overdue']),
    slotId,
    from: personId,
    to: personId,
    deputies: z.array(personId),
    found: z.array(answeredRule),
    reason,
  }),
  /** Who may act for whom in this task from now on. */
  z.object({ type: z.literal('deputiesSet'), at, slotId, person: personId, deputies: z.array(personId) }),
  z.object({
    type: z.literal('approversAdded'),
    at,
    by,
    for: personId,
    slotId,
    place: z.enum(['before', 'alongside', 'after']),
    slots: z.array(slot),
    reason,
  }),
  /** `removed`: the slot itself, and those its holder had added who haven't answered. */
  z.object({ type: z.literal('approverRemoved'), at, by, slotId, removed: z.array(slotId), reason }),
  z.object({
    type: z.literal('returned'),
    at,
    /** Absent where a limit that ran out counts as a reject, and the node says that a reject returns. */
    by: by.optional(),
    for: personId,
    slotId,
    to: returnTarget,
    afterwards: afterReturn,
    cancelled: z.array(z.int()).default([]),
    reopened: z.array(scope).default([]),
    /** Present where the approver chose to return; absent where a reject returns by the node's rule. */
    evidence: evidence.optional(),
    opinion: opinion.optional(),
  }),
  z.object({ type: z.literal('urged'), at, urge, text: z.string().optional() }),
  z.object({
    type: z.literal('urgeAnswered'),
    at,
    by,
    urgeId: z.string(),
    slotId,
    answer: z.enum(['confirmed', 'disputed']),
    reason,
  }),
  z.object({
    type: z.literal('commented'),
    at,
    by,
    text: z.string(),
    mentions: z.array(personId),
    /** Files that were added with it; absent where none were. */
    files: z.array(id()).optional(),
  }),
  z.object({
    type: z.literal('copied'),
    at,
    /** Absent where the flow copies. */
    by: by.optional(),
    nodeId: nodeId.optional(),
    people: z.array(personId),
    found: z.array(answeredRule),
  }),
  z.object({ type: z.literal('timerSet'), at, timer }),
  z.object({ type: z.literal('timerCancelled'), at, timerId: z.string() }),
  z.object({ type: z.literal('reminded'), at, timerId: z.string(), slotId, count: z.int() }),
  z.object({ type: z.literal('overdue'), at, timerId: z.string(), slotId }),
  /** A call outside that has to be made: again and again under new ids, if an administrator wakes it. */
  z.object({ type: z.literal('called'), at, visit: z.int(), attempt: z.int(), by: by.optional(), reason }),
  z.object({
    type: z.literal('callAnswered'),
    at,
    visit: z.int(),
    attempt: z.int(),
    ok: z.boolean(),
    error: z.string().optional(),
    /** The deadline that ran out. */
    timerId: z.string().optional(),
    /** Where an administrator answered in the place of the system: who, why, and what he had seen. */
    by: by.optional(),
    reason,
    evidence: evidence.optional(),
  }),
  z.object({ type: z.literal('childEnded'), at, childId, outcome: childOutcome, error: z.string().optional() }),
  /** A child that couldn't be begun is begun again. */
  z.object({ type: z.literal('childrenWoken'), at, by, visit: z.int(), children: z.array(childId), reason }),
  /** The time of a delay is over, or an administrator ended it. */
  z.object({
    type: z.literal('delayOver'),
    at,
    by: by.optional(),
    visit: z.int(),
    timerId: z.string().optional(),
    reason,
  }),
  /** `cancelled`: visits that were open where the administrator went on from; `in`: the branch, where it was in one. */
  z.object({
    type: z.literal('jumped'),
    at,
    by,
    to: nodeId,
    in: scope.optional(),
    cancelled: z.array(z.int()).default([]),
    reopened: z.array(scope).default([]),
    reason,
  }),
  z.object({ type: z.literal('migrated'), at, by, version: z.int(), reason }),
  z.object({ type: z.literal('objected'), at, by, reason }),
  z.object({
    type: z.literal('outcomeRecorded'),
    at,
    by,
    /** The opinion whose duty it is; of the whole request where it is absent. */
    slotId: slotId.optional(),
    text: z.string(),
    /** What came with it, with the digest of what it held. */
    files: z.array(fileDigest).optional(),
  }),
  z.object({ type: z.literal('revocationAsked'), at, by, reason }),
  /** The approval stands: somebody refused the revocation, or whoever asked for it thought better of it. */
  z.object({
    type: z.literal('revocationDropped'),
    at,
    by: by.optional(),
    how: z.enum(['upheld', 'withdrawn']),
    reason,
  }),
  /** `by` is absent where a call outside failed and the flow waits for an administrator. */
  z.object({ type: z.literal('suspended'), at, by: by.optional(), nodeId: nodeId.optional(), reason }),
  z.object({ type: z.literal('resumed'), at, by, reason }),
  z.object({
    type: z.literal('ended'),
    at,
    by: by.optional(),
    outcome: z.enum(['approved', 'rejected', 'withdrawn', 'terminated', 'revoked']),
    reason,
    /** The flow asks for an outcome of the whole, and no opinion named who says it: the applicant does. */
    outcomeWanted: z.literal(true).optional(),
  }),
]);
export type InstanceEvent = z.infer<typeof instanceEvent>;
export type EventOf<T extends InstanceEvent['type']> = Extract<InstanceEvent, { type: T }>;
