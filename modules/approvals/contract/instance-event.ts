import { z } from 'zod';
import { instant } from '#kernel/contract/shapes.ts';
import { afterReturn, nodeId, personId, returnTarget } from './definition.ts';
import { answeredRule, evidence } from './facts.ts';
import { chosenApprovers, opinion, slot, slotId, timer, urge, visit } from './instance.ts';

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
  }),
  z.object({
    type: z.literal('resubmitted'),
    at,
    by,
    visit: z.int(),
    form: z.int(),
    chosen: chosenApprovers,
  }),
  z.object({ type: z.literal('branchTaken'), at, nodeId, branchId: nodeId }),
  z.object({
    type: z.literal('nodeEntered'),
    at,
    visit: visit.omit({ state: true, closed: true }),
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
  }),
  z.object({
    type: z.literal('nodeLeft'),
    at,
    by: by.optional(),
    visit: z.int(),
    outcome: z.enum(['passed', 'rejected']),
  }),
  z.object({ type: z.literal('takenBack'), at, by, for: personId, slotId, reason }),
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
    why: z.enum(['administrator', 'left']),
    slotId,
    from: personId,
    to: personId,
    deputies: z.array(personId),
    found: z.array(answeredRule),
    reason,
  }),
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
    by,
    for: personId,
    slotId,
    to: returnTarget,
    afterwards: afterReturn,
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
  z.object({ type: z.literal('commented'), at, by, text: z.string(), mentions: z.array(personId) }),
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
  z.object({ type: z.literal('suspended'), at, by, reason }),
  z.object({ type: z.literal('resumed'), at, by, reason }),
  z.object({
    type: z.literal('ended'),
    at,
    by: by.optional(),
    outcome: z.enum(['approved', 'rejected', 'withdrawn', 'terminated']),
    reason,
  }),
]);
export type InstanceEvent = z.infer<typeof instanceEvent>;
export type EventOf<T extends InstanceEvent['type']> = Extract<InstanceEvent, { type: T }>;
