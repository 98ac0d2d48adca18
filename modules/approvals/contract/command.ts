import { z } from 'zod';
import type { Actor } from '#kernel/contract/actor.ts';
import { instant, line, prose } from '#kernel/contract/shapes.ts';
import { afterReturn, personId, returnTarget } from './definition.ts';
import { chosenApprovers, groupNeeds, opinion, slotId, urgeChannel } from './instance.ts';

const reason = line(1_000);
const maybeReason = reason.optional();

export const submit = z.object({
  type: z.literal('submit'),
  applicant: personId,
  form: z.int().min(1),
  chosen: chosenApprovers.default({}),
});

/** Every command that an instance understands. A slot id is also the state expected: it names one asking only. */
export const instanceCommand = z.discriminatedUnion('type', [
  submit,
  z.object({ type: z.literal('resubmit'), form: z.int().min(1), chosen: chosenApprovers.optional() }),
  z.object({
    type: z.literal('act'),
    slotId,
    outcome: z.enum(['approve', 'reject', 'handle']),
    opinion: opinion.optional(),
  }),
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
  z.object({ type: z.literal('comment'), text: prose(5_000), mentions: z.array(personId).max(100).default([]) }),
  z.object({ type: z.literal('copy'), people: z.array(personId).min(1).max(100) }),
  z.object({ type: z.literal('timerDue'), timerId: z.string() }),
  z.object({ type: z.literal('personLeft'), person: personId }),
  z.object({ type: z.literal('reassign'), slotId, to: personId, reason }),
  z.object({ type: z.literal('suspend'), reason }),
  z.object({ type: z.literal('resume'), reason: maybeReason }),
  z.object({ type: z.literal('terminate'), reason }),
]);

/** A command as the engine takes it: the shell adds who gives it, so that no client can. */
export type InstanceCommand = z.infer<typeof instanceCommand> & { readonly actor: Actor };
type CommandType = InstanceCommand['type'];
export type CommandOf<T extends CommandType> = Extract<InstanceCommand, { type: T }>;
