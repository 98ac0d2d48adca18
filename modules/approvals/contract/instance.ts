import { z } from 'zod';
import { instant, prose } from '#kernel/contract/shapes.ts';
import { nodeId, personId, workingTime } from './definition.ts';

const moment = instant();

/** `visit.number`, for example `3.1`: a slot id names one asking of one person and is never used again. */
export const slotId = z.string().regex(/^\d+\.\d+$/);
export type SlotId = z.infer<typeof slotId>;

/** A person found, with those who may act for him now. */
export const foundPerson = z.object({ id: personId, deputies: z.array(personId).default([]) });
export type FoundPerson = z.infer<typeof foundPerson>;

/**
 * rule: found by the node's rules. before, alongside, after: added by an approver.
 * The opinions of `before` don't count; `alongside` joins the count; `after` is asked on top of it, and may reject.
 */
const slotOrigin = z.enum(['rule', 'before', 'alongside', 'after']);

/**
 * waiting: not yet asked. open: asked. approved, rejected, handled: answered.
 * repeated: the same person has approved already, and it counts. skipped: the applicant himself, doesn't count.
 * removed: taken out by who added it. cancelled: no longer needed.
 */
export const slotState = z.enum([
  'waiting',
  'open',
  'approved',
  'rejected',
  'handled',
  'repeated',
  'skipped',
  'removed',
  'cancelled',
]);

export const groupNeeds = z.enum(['all', 'any']);

/** One person asked in one visit. `person` is the principal, also where a deputy acts. */
export const slot = z.object({
  id: slotId,
  person: personId,
  deputies: z.array(personId),
  origin: slotOrigin,
  /** The slot whose holder added this one, the adding it belongs to, and how many of that adding are needed. */
  added: z.object({ by: slotId, group: z.int(), needs: groupNeeds }).optional(),
  state: slotState,
  /** Goes up with every opening and every new owner; timers belong to one episode. */
  episode: z.int(),
  /** The episode that timers were made for. */
  timed: z.int(),
  openedAt: moment.optional(),
  overdue: z.boolean(),
  answer: z.object({ by: personId, at: moment }).optional(),
  /** Earlier owners, oldest first. */
  chain: z.array(personId),
});
export type Slot = z.infer<typeof slot>;

/** How a visit or a request came to its end, and through whom; no person where a rule or the system did it. */
export const closing = z.object({
  how: z.enum(['passed', 'rejected', 'returned', 'takenBack', 'withdrawn', 'terminated', 'resubmitted']),
  by: personId.optional(),
  at: moment,
});
export type Closing = z.infer<typeof closing>;

/**
 * One entering of a node. A cancelled visit keeps no slots: they are in the events.
 * via: flow, after a return to this node, or straight back to the node that had returned.
 */
export const visit = z.object({
  number: z.int(),
  nodeId,
  kind: z.enum(['start', 'approve', 'handle']),
  via: z.enum(['flow', 'returned', 'straight']),
  form: z.int(),
  state: z.enum(['open', 'passed', 'rejected', 'cancelled']),
  /** Where to go when this visit is passed, instead of the next node. */
  straightTo: nodeId.optional(),
  closed: closing.optional(),
  slots: z.array(slot),
});
export type Visit = z.infer<typeof visit>;

/** A timer that runs. The shell computes its instant from the delivered notice and the person's working time. */
export const timer = z.object({
  id: z.string(),
  purpose: z.enum(['reminder', 'overdue']),
  nodeId,
  slotId,
  episode: z.int(),
  after: workingTime,
  /** Which reminder this is, from 1. */
  count: z.int(),
});
export type Timer = z.infer<typeof timer>;

export const urgeChannel = z.enum(['app', 'phone', 'inPerson']);

export const urge = z.object({
  id: z.string(),
  channel: urgeChannel,
  by: personId,
  at: moment,
  happenedAt: moment,
  asked: z.array(z.object({ slotId, person: personId, answer: z.enum(['confirmed', 'disputed']).optional() })),
});
export type Urge = z.infer<typeof urge>;

/** Where the request stands. One kind today: at one visit. */
export const cursor = z.discriminatedUnion('kind', [z.object({ kind: z.literal('at'), visit: z.int() })]);

const instanceStatus = z.enum(['running', 'returned', 'approved', 'rejected', 'withdrawn', 'terminated']);
export type InstanceStatus = z.infer<typeof instanceStatus>;

/** Chosen approvers by node. */
export const chosenApprovers = z.record(nodeId, z.array(personId).max(100));

/** The whole state of one request; it equals the fold of its events. */
export const instanceState = z.object({
  status: instanceStatus,
  suspended: z.boolean(),
  applicant: personId,
  /** Who sent it in; not the applicant where it was submitted for him. */
  submitter: personId,
  /** Revision of the form's content. */
  form: z.int(),
  chosen: chosenApprovers,
  cursor: cursor.nullable(),
  visits: z.array(visit),
  timers: z.array(timer),
  timersMade: z.int(),
  urges: z.array(urge),
  copied: z.array(personId),
  ended: closing.optional(),
});
export type InstanceState = z.infer<typeof instanceState>;

export const opinion = z.object({
  text: prose(5_000),
  executor: personId.optional(),
  manner: prose(1_000).optional(),
  deadline: moment.optional(),
});
export type Opinion = z.infer<typeof opinion>;
