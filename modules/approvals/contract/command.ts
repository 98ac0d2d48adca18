import { z } from 'zod';
import type { Actor } from '#kernel/contract/actor.ts';
import { day, id, instant, line, prose } from '#kernel/contract/shapes.ts';
import { fileDigest } from '#modules/files/contract/shapes.ts';
import { afterReturn, definition, nodeId, personId, returnTarget } from './definition.ts';
import { childId, childOutcome, chosenApprovers, groupNeeds, opinion, slotId, urgeChannel } from './instance.ts';

const reason = line(1_000);
const maybeReason = reason.optional();
/** Number of a new content of the form, and the day from which the request counts by it (事后), where it says one. */
const newForm = { form: z.int().min(1), effectiveOn: day().optional() };

export const submit = z.object({
  type: z.literal('submit'),
  applicant: personId,
  ...newForm,
  chosen: chosenApprovers.default({}),
  /** Why it is urgent: then it also goes over the urgent channels (W5). */
  urgent: line(200).optional(),
});

/** Every command that an instance understands. A slot id is also the state expected: it names one asking only. */
export const instanceCommand = z.discriminatedUnion('type', [
  submit,
  z.object({ type: z.literal('resubmit'), ...newForm, chosen: chosenApprovers.optional() }),
  z.object({
    type: z.literal('act'),
    slotId,
    outcome: z.enum(['approve', 'reject', 'handle']),
    opinion: opinion.optional(),
    /** Whom he chooses for nodes after his, where the flow leaves it to him. */
    chosen: chosenApprovers.optional(),
    /** Number of the form's new content, where the node lets him edit and he did. */
    form: z.int().min(1).optional(),
    effectiveOn: day().optional(),
  }),
  /** 认领, and back to the others it was offered to. */
  z.object({ type: z.literal('claim'), slotId }),
  z.object({ type: z.literal('putBack'), slotId, reason: maybeReason }),
  /** 委派: somebody else's opinion first, then the task is the owner's again. */
  z.object({ type: z.literal('delegate'), slotId, to: personId, reason: maybeReason }),
  /** 转批. */
  z.object({ type: z.literal('passUp'), slotId, opinion: opinion.optional() }),
  z.object({ type: z.literal('takeBack'), slotId, reason: maybeReason }),
  z.object({ type: z.literal('transfer'), slotId, to: personId, reason: maybeReason }),
  z.object({
    type: z.literal('addApprover'),
    slotId,
    place: z.enum(['before', 'alongside', 'after']),
    people: z.array(personId).min(1).max(20),
    needs: groupNeeds.default('all'),
    reason: maybeReason,
  }),
  z.object({ type: z.literal('removeApprover'), slotId, reason: maybeReason }),
  z.object({
    type: z.literal('return'),
    slotId,
    to: returnTarget,
    afterwards: afterReturn,
    opinion: opinion.optional(),
  }),
  z.object({ type: z.literal('withdraw'), reason: maybeReason }),
  z.object({
    type: z.literal('urge'),
    channel: urgeChannel,
    /** Nobody named: everybody who is asked now. Required unless the channel is the app. */
    slotIds: z.array(slotId).min(1).max(100).optional(),
    /** When the call or the talk was. Required unless the channel is the app. */
    happenedAt: instant().optional(),
    text: prose(1_000).optional(),
  }),
  z.object({ type: z.literal('confirmUrge'), urgeId: z.string(), slotId }),
  z.object({ type: z.literal('disputeUrge'), urgeId: z.string(), slotId, reason: maybeReason }),
  z.object({
    type: z.literal('comment'),
    text: prose(5_000),
    mentions: z.array(personId).max(100).default([]),
    files: z.array(id()).max(20).default([]),
  }),
  z.object({ type: z.literal('copy'), people: z.array(personId).min(1).max(100) }),
  /** 代发起: the person concerned objects. While the request runs, that ends it. */
  z.object({ type: z.literal('objectSubmission'), reason }),
  /** 落实意见: of the duty that an opinion gave somebody, or of the whole. */
  z.object({
    type: z.literal('recordOutcome'),
    slotId: slotId.optional(),
    text: prose(5_000).refine((text) => text.trim() !== ''),
    files: z.array(fileDigest).max(20).optional(),
  }),
  /** 通过后撤销. `withdraw` takes it back while it is being decided. */
  z.object({ type: z.literal('revoke'), reason }),
  z.object({ type: z.literal('timerDue'), timerId: z.string() }),
  z.object({
    type: z.literal('callResult'),
    visit: z.int(),
    attempt: z.int(),
    ok: z.boolean(),
    error: z.string().max(1_000).optional(),
  }),
  /** `attempt`: which beginning of this child it was. */
  z.object({
    type: z.literal('childEnded'),
    childId,
    attempt: z.int(),
    outcome: childOutcome,
    error: z.string().max(1_000).optional(),
  }),
  /** The request that made this one no longer waits for it. */
  z.object({ type: z.literal('parentGone') }),
  /** A deputy rule of this person has begun or ended: his open tasks are his deputies' too, or no longer. */
  z.object({ type: z.literal('deputiesChanged'), person: personId }),
  z.object({ type: z.literal('personLeft'), person: personId }),
  z.object({ type: z.literal('reassign'), slotId, to: personId, reason }),
  z.object({ type: z.literal('suspend'), reason }),
  z.object({ type: z.literal('resume'), reason: maybeReason }),
  z.object({ type: z.literal('terminate'), reason }),
  /** Goes on at this node, whatever is open there now (in the same branch, where the node is in one). */
  z.object({ type: z.literal('jump'), to: nodeId, reason }),
  /** Ends a delay, makes a call again, begins children again that couldn't be begun. */
  z.object({ type: z.literal('wake'), visit: z.int(), reason }),
  /** What a call outside came to, said by an administrator who found out: it isn't waited for, nor made again. */
  z.object({ type: z.literal('answerByHand'), visit: z.int(), attempt: z.int(), ok: z.boolean(), reason }),
  z.object({ type: z.literal('editForm'), ...newForm, reason }),
  z.object({ type: z.literal('migrate'), version: z.int().min(1), definition, reason }),
]);

/** A command as the engine takes it: the shell adds who gives it, so that no client can. */
export type InstanceCommand = z.infer<typeof instanceCommand> & { readonly actor: Actor };
type CommandType = InstanceCommand['type'];
export type CommandOf<T extends CommandType> = Extract<InstanceCommand, { type: T }>;
