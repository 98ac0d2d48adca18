import type { z } from 'zod';
import type { Actor } from '#kernel/contract/actor.ts';
import type { InstanceCommand } from '../contract/command.ts';
import type { AskedNode, Definition } from '../contract/definition.ts';
import type { Facts } from '../contract/facts.ts';
import type { InstanceState, Slot } from '../contract/instance.ts';
import type { mayWhat } from '../contract/request.ts';
import { askedNodeOf } from './asked-node.ts';
import { currentStart, openVisits } from './cursor-tree.ts';
import { decide } from './decide.ts';
import { routeOf } from './route.ts';
import type { EngineRefusal } from './run.ts';

type WithoutActor<C> = C extends InstanceCommand ? Omit<C, 'actor'> : never;

export interface May {
  readonly what: z.infer<typeof mayWhat>;
  /** The task that it is about; of `recordOutcome`: the opinion whose duty it is. */
  readonly slotId?: string;
  readonly urgeId?: string;
  /** Of `wake` and `answerByHand`: what waits. */
  readonly visit?: number;
  /** Of `answerByHand`: which attempt of the call. */
  readonly attempt?: number;
}

/** What will be filled in later, and so isn't a reason against offering it now; a confirmation is asked for when it is needed. */
const later: readonly EngineRefusal['code'][] = [
  'urgeTooSoon',
  'personNotFound',
  'noApprover',
  'chooseApprovers',
  'notInRange',
  'opinionNamesMissing',
];

/**
 * What the actor may do with a request now. Every offer is tried on the engine itself, so that what is offered and what is
 * allowed can't differ. Pure. `authority`: answers about his authority, where they are known already; without them he is offered
 * what he may turn out to have no authority for.
 */
export function mayNow(
  definition: Definition,
  state: InstanceState,
  asker: {
    readonly actor: Actor;
    readonly now: string;
    readonly administers: boolean;
    readonly authority?: Facts['authority'];
  },
): May[] {
  const { actor } = asker;
  if (actor.kind !== 'person') return [];
  const me = actor.personId;
  const facts: Facts = {
    now: asker.now,
    people: {},
    branches: {},
    rows: {},
    authority: asker.authority ?? {},
    evidence: {
      seen: { algorithm: 'none', digest: '' },
      strength: 'passkey',
      signedIn: { strength: actor.strength, freshAt: actor.freshAt },
    },
    mayAdminister: asker.administers,
  };
  const goes = (command: WithoutActor<InstanceCommand>): boolean => {
    const decision = decide(definition, state, { ...command, actor } as InstanceCommand, facts);
    return !('refuse' in decision) || later.includes(decision.refuse.code);
  };
  const offers: May[] = [];
  const offer = (may: May, command: WithoutActor<InstanceCommand>): void => {
    if (goes(command)) offers.push(may);
  };
  const opinion = { text: '-' };
  const reason = '-';
  // Somebody whom nobody is: only whether it could be said at all is tried.
  const nobody = '00000000-0000-7000-8000-000000000000';
  const open = openVisits(state);
  for (const slot of open.flatMap((visit) => visit.slots)) {
    const { id: slotId } = slot;
    if (isHis(slot, me)) {
      offer({ what: 'claim', slotId }, { type: 'claim', slotId });
      offer({ what: 'approve', slotId }, { type: 'act', slotId, outcome: 'approve', opinion });
      offer({ what: 'reject', slotId }, { type: 'act', slotId, outcome: 'reject', opinion });
      offer({ what: 'handle', slotId }, { type: 'act', slotId, outcome: 'handle', opinion });
      offer({ what: 'passUp', slotId }, { type: 'passUp', slotId, opinion });
      offer(
        { what: 'return', slotId },
        { type: 'return', slotId, to: { kind: 'applicant' }, afterwards: 'again', opinion },
      );
      offer({ what: 'transfer', slotId }, { type: 'transfer', slotId, to: nobody });
      offer({ what: 'delegate', slotId }, { type: 'delegate', slotId, to: nobody });
      offer(
        { what: 'addApprover', slotId },
        { type: 'addApprover', slotId, place: 'before', people: [nobody], needs: 'all' },
      );
      offer({ what: 'putBack', slotId }, { type: 'putBack', slotId });
    }
    if (slot.added) offer({ what: 'removeApprover', slotId }, { type: 'removeApprover', slotId });
    if (asker.administers && slot.state === 'open')
      offer({ what: 'reassign', slotId }, { type: 'reassign', slotId, to: nobody, reason });
  }
  for (const { id: slotId, answer, person } of state.visits.flatMap((one) => one.slots)) {
    if (answer && (person === me || answer.by === me))
      offer({ what: 'takeBack', slotId }, { type: 'takeBack', slotId });
  }
  const form = state.form + 1;
  if (currentStart(state)) offer({ what: 'resubmit' }, { type: 'resubmit', form });
  offer({ what: 'withdraw' }, { type: 'withdraw' });
  offer({ what: 'objectSubmission' }, { type: 'objectSubmission', reason });
  offer({ what: 'revoke' }, { type: 'revoke', reason });
  offer({ what: 'urge' }, { type: 'urge', channel: 'app' });
  for (const urge of state.urges) {
    for (const { slotId, person } of urge.asked) {
      if (person !== me) continue;
      offer({ what: 'answerUrge', slotId, urgeId: urge.id }, { type: 'confirmUrge', urgeId: urge.id, slotId });
    }
  }
  for (const { slotId } of state.duties) {
    offer({ what: 'recordOutcome', slotId }, { type: 'recordOutcome', slotId, text: '-' });
  }
  if (definition.outcomeRequired) offer({ what: 'recordOutcome' }, { type: 'recordOutcome', text: '-' });
  offers.push({ what: 'comment' });
  offer({ what: 'copy' }, { type: 'copy', people: [nobody] });
  if (asker.administers) {
    offer({ what: 'suspend' }, { type: 'suspend', reason });
    offer({ what: 'resume' }, { type: 'resume' });
    offer({ what: 'terminate' }, { type: 'terminate', reason });
    const [anywhere] = definition.nodes;
    if (anywhere) offer({ what: 'jump' }, { type: 'jump', to: anywhere.id, reason });
    offer({ what: 'editForm' }, { type: 'editForm', form, reason });
    for (const { number: visit, call } of open) {
      if (!call) continue;
      const { attempt } = call;
      offer({ what: 'answerByHand', visit, attempt }, { type: 'answerByHand', visit, attempt, ok: true, reason });
    }
    for (const { number: visit } of open) offer({ what: 'wake', visit }, { type: 'wake', visit, reason });
  }
  return offers;
}

function isHis(slot: Slot, personId: string): boolean {
  return slot.person === personId || slot.deputies.includes(personId);
}

/** The tasks that are open for the actor, with the nodes whose rules his answers follow (opinion, names, fields, strength). */
export function nodesAskedOf(
  definition: Definition,
  state: InstanceState,
  actor: Actor,
): { readonly slot: Slot; readonly node: AskedNode }[] {
  if (actor.kind !== 'person') return [];
  return openVisits(state).flatMap((visit) => {
    const node = askedNodeOf(definition, visit);
    if (!node) return [];
    const own = visit.slots.filter((slot) => slot.state === 'open' && isHis(slot, actor.personId));
    return own.map((slot) => ({ slot, node }));
  });
}

/** Whether an answer of the actor at the present step needs words; nothing where he isn't asked. */
export function opinionAsked(
  definition: Definition,
  state: InstanceState,
  actor: Actor,
): 'optional' | 'unlessApproved' | 'required' | undefined {
  return nodesAskedOf(definition, state, actor)[0]?.node.opinion;
}

/** Where an administrator can go on, by what is under way: every node outside branches, and those in branches under way. */
export function jumpTargets(definition: Definition, state: InstanceState): string[] {
  const open = openVisits(state);
  const isUnderWay = ({ fork, branch }: { fork: string; branch: string }) =>
    open.some((visit) => visit.nodeId === fork && visit.branches?.some((one) => one.id === branch));
  return [...routeOf(definition)].filter(([, { forks }]) => forks.every(isUnderWay)).map(([id]) => id);
}
