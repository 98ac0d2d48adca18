import { z } from 'zod';
import { day, id, instant, prose } from '#kernel/contract/shapes.ts';
import { fileDigest } from '#modules/files/contract/shapes.ts';
import { delayTime, nodeId, personId, workingTime } from './definition.ts';

const moment = instant();

/** `visit.number`, for example `3.1`: a slot id names one asking of one person and is never used again. */
export const slotId = z.string().regex(/^\d+\.\d+$/);
export type SlotId = z.infer<typeof slotId>;

/** What waits for somebody: a slot, or (`1.1d`) the duty that the opinion of a slot gave him. */
export const taskId = z.string().regex(/^\d+\.\d+d?$/);

/** A person found, with those who may act for him now. */
export const foundPerson = z.object({ id: personId, deputies: z.array(personId).default([]) });
export type FoundPerson = z.infer<typeof foundPerson>;

/**
 * rule: found by the node's rules. before, alongside, after: added by an approver.
 * The opinions of `before` don't count; `alongside` joins the count; `after` is asked on top of it, and may reject.
 * delegate: gives an opinion for the owner of a task, to whom it returns.
 */
const slotOrigin = z.enum(['rule', 'before', 'alongside', 'after', 'delegate']);

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
  /** What it counts for in a vote; 1 where it isn't said. */
  weight: z.int().optional(),
});
export type Slot = z.infer<typeof slot>;

/**
 * How a visit or a request came to its end, and through whom; no person where a rule or the system did it.
 * joined: the branches came together without it. jumped: an administrator went on elsewhere. upheld: a revocation that failed.
 */
export const closing = z.object({
  how: z.enum([
    'passed',
    'rejected',
    'returned',
    'takenBack',
    'withdrawn',
    'terminated',
    'resubmitted',
    'joined',
    'jumped',
    'revoked',
    'upheld',
  ]),
  by: personId.optional(),
  at: moment,
});
export type Closing = z.infer<typeof closing>;

/** One branch of a fork under way: the visit of the parallel or inclusive node, and the branch's id. */
export const scope = z.object({ visit: z.int(), branch: nodeId });
export type Scope = z.infer<typeof scope>;

/** Where a part of the flow stood: at a node, with its branches where that is a fork. A branch without a place had arrived. */
export const position = z.object({
  nodeId,
  get branches() {
    return z.array(z.object({ id: nodeId, at: position.optional() })).optional();
  },
});
export type Position = z.infer<typeof position>;

/** A branch that was taken. cancelled: the join went on without it; `at` says where it stood. */
const takenBranch = z.object({
  id: nodeId,
  state: z.enum(['running', 'arrived', 'cancelled']),
  at: position.optional(),
});

/** A call outside. `attempt` goes up whenever it is made again; with the visit's number it names the call. */
const call = z.object({ attempt: z.int(), state: z.enum(['waiting', 'done', 'failed']) });

/** `visit.number`, for ever: a request made by this one. `failed`: it couldn't be begun. `row`: of the detail table, from 0. */
export const childId = z.string().regex(/^\d+\.\d+$/);
export const childOutcome = z.enum(['approved', 'rejected', 'withdrawn', 'terminated', 'failed']);
const child = z.object({
  id: childId,
  row: z.int().optional(),
  attempt: z.int(),
  state: z.union([z.literal('running'), childOutcome]),
});

/**
 * One entering of a node. A cancelled visit keeps no slots: they are in the events.
 * via: flow, after a return to this node, straight back to the node that had returned, or by an administrator's jump.
 * A visit of kind `revoke` is the start node's: the people who approved are asked about the revocation.
 * The open visits are the cursor tree: `in` says which branch of which open fork each is in.
 */
export const visit = z.object({
  number: z.int(),
  nodeId,
  kind: z.enum(['start', 'approve', 'handle', 'parallel', 'inclusive', 'subProcess', 'delay', 'call', 'revoke']),
  via: z.enum(['flow', 'returned', 'straight', 'jumped']),
  form: z.int(),
  state: z.enum(['open', 'passed', 'rejected', 'cancelled']),
  in: scope.optional(),
  /** Where to go when this visit is passed, instead of the next node. */
  straight: z.object({ in: scope.optional(), at: position }).optional(),
  closed: closing.optional(),
  slots: z.array(slot),
  /** 认领: the slot that holds the task. */
  claimed: slotId.optional(),
  branches: z.array(takenBranch).optional(),
  call: call.optional(),
  children: z.array(child).optional(),
});
export type Visit = z.infer<typeof visit>;

/** A timer of a task. The shell computes its instant from the delivered notice and the person's working time. */
const slotTimer = z.object({
  id: z.string(),
  purpose: z.enum(['reminder', 'overdue']),
  nodeId,
  slotId,
  episode: z.int(),
  after: workingTime,
  /** Which reminder this is, from 1. */
  count: z.int(),
});
export type SlotTimer = z.infer<typeof slotTimer>;

/** A timer of a visit without people: the end of a delay, or the deadline of a call. It counts from when it was set. */
const visitTimer = z.object({
  id: z.string(),
  purpose: z.enum(['delay', 'deadline']),
  nodeId,
  visit: z.int(),
  /** Of a call: which attempt. */
  attempt: z.int().optional(),
  for: z.union([delayTime, z.object({ minutes: z.int() })]),
});
export type VisitTimer = z.infer<typeof visitTimer>;

/** A timer that runs. */
export const timer = z.union([slotTimer, visitTimer]);
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

/** An opinion names who carries it out: a duty, until its outcome (落实意见) is recorded. */
const duty = z.object({
  /** Whose opinion it was. */
  slotId,
  executor: personId,
  deadline: moment.optional(),
  done: z.object({ by: personId, at: moment }).optional(),
});
export type Duty = z.infer<typeof duty>;

const instanceStatus = z.enum([
  'running',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'terminated',
  'revoking',
  'revoked',
]);
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
  /** 事后: the day from which it counts, where the form says one. */
  effectiveOn: day().optional(),
  /** Why it was called urgent, if it was. */
  urgent: z.string().optional(),
  visits: z.array(visit),
  timers: z.array(timer),
  timersMade: z.int(),
  urges: z.array(urge),
  copied: z.array(personId),
  duties: z.array(duty).default([]),
  /** The applicant still has to say what came of the whole (落实意见), or has: see `outcomeAt`. */
  outcomeWanted: z.literal(true).optional(),
  /** When an outcome of the whole was recorded. */
  outcomeAt: moment.optional(),
  /** The person concerned has said that he didn't want what was submitted for him. */
  objectedAt: moment.optional(),
  /** A revocation under way: the approval as it stands until then. */
  revoking: z.object({ by: personId, approved: closing }).optional(),
  ended: closing.optional(),
});
export type InstanceState = z.infer<typeof instanceState>;

export const opinion = z.object({
  text: prose(5_000),
  executor: personId.optional(),
  manner: prose(1_000).optional(),
  deadline: moment.optional(),
  /** What came with it, with the digest of what it held: who signs the opinion commits to that. */
  files: z.array(fileDigest).max(20).optional(),
});
export type Opinion = z.infer<typeof opinion>;

/** An opinion as somebody gives it. `files`: own uploads; whoever is shown the opinion may open them. */
export const givenOpinion = opinion.extend({ files: z.array(id()).max(20).optional() });
export type GivenOpinion = z.infer<typeof givenOpinion>;
