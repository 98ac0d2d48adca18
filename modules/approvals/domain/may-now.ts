import type { Actor } from '#kernel/contract/actor.ts';
import type { InstanceCommand } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import type { Facts } from '../contract/facts.ts';
import type { InstanceState } from '../contract/instance.ts';
import { decide } from './decide.ts';
import { currentVisit } from './find-slot.ts';
import { asksPeople, routeOf } from './route.ts';
import type { EngineRefusal } from './run.ts';

type What =
  | 'approve'
  | 'reject'
  | 'handle'
  | 'resubmit'
  | 'return'
  | 'transfer'
  | 'addApprover'
  | 'removeApprover'
  | 'takeBack'
  | 'withdraw'
  | 'urge'
  | 'answerUrge'
  | 'comment'
  | 'copy'
  | 'reassign'
  | 'suspend'
  | 'resume'
  | 'terminate';
type WithoutActor<C> = C extends InstanceCommand ? Omit<C, 'actor'> : never;

export interface May {
  readonly what: What;
  readonly slotId?: string;
  readonly urgeId?: string;
}

/** What will be filled in later, and so isn't a reason against offering it now; a confirmation is asked for when it is needed. */
const later: readonly EngineRefusal['code'][] = ['urgeTooSoon', 'personNotFound', 'noApprover'];

/**
 * What the actor may do with a request now. Every offer is tried on the engine itself, so that what is offered and what is
 * allowed can't differ. Pure.
 */
export function mayNow(
  definition: Definition,
  state: InstanceState,
  asker: { readonly actor: Actor; readonly now: string; readonly administers: boolean },
): May[] {
  const { actor } = asker;
  if (actor.kind !== 'person') return [];
  const me = actor.personId;
  const facts: Facts = {
    now: asker.now,
    people: {},
    branches: {},
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
  const visit = currentVisit(state);
  const opinion = { text: '-' };
  const reason = '-';
  // Somebody whom nobody is: only whether it could be said at all is tried.
  const nobody = '00000000-0000-7000-8000-000000000000';
  for (const slot of visit?.slots ?? []) {
    const { id: slotId } = slot;
    if (slot.person === me || slot.deputies.includes(me)) {
      offer({ what: 'approve', slotId }, { type: 'act', slotId, outcome: 'approve', opinion });
      offer({ what: 'reject', slotId }, { type: 'act', slotId, outcome: 'reject', opinion });
      offer({ what: 'handle', slotId }, { type: 'act', slotId, outcome: 'handle', opinion });
      offer(
        { what: 'return', slotId },
        { type: 'return', slotId, to: { kind: 'applicant' }, afterwards: 'again', opinion },
      );
      offer({ what: 'transfer', slotId }, { type: 'transfer', slotId, to: nobody });
      offer(
        { what: 'addApprover', slotId },
        { type: 'addApprover', slotId, place: 'before', people: [nobody], needs: 'all' },
      );
    }
    if (slot.added) offer({ what: 'removeApprover', slotId }, { type: 'removeApprover', slotId });
    if (asker.administers && slot.state === 'open')
      offer({ what: 'reassign', slotId }, { type: 'reassign', slotId, to: nobody, reason });
  }
  for (const { id: slotId, answer, person } of state.visits.flatMap((one) => one.slots)) {
    if (answer && (person === me || answer.by === me))
      offer({ what: 'takeBack', slotId }, { type: 'takeBack', slotId });
  }
  if (visit?.kind === 'start') offer({ what: 'resubmit' }, { type: 'resubmit', form: state.form + 1 });
  offer({ what: 'withdraw' }, { type: 'withdraw' });
  offer({ what: 'urge' }, { type: 'urge', channel: 'app' });
  for (const urge of state.urges) {
    for (const { slotId, person } of urge.asked) {
      if (person !== me) continue;
      offer({ what: 'answerUrge', slotId, urgeId: urge.id }, { type: 'confirmUrge', urgeId: urge.id, slotId });
    }
  }
  offers.push({ what: 'comment' });
  offer({ what: 'copy' }, { type: 'copy', people: [nobody] });
  if (asker.administers) {
    offer({ what: 'suspend' }, { type: 'suspend', reason });
    offer({ what: 'resume' }, { type: 'resume' });
    offer({ what: 'terminate' }, { type: 'terminate', reason });
  }
  return offers;
}

/** Whether an answer of the actor at the present step needs words; nothing where he isn't asked. */
export function opinionAsked(
  definition: Definition,
  state: InstanceState,
  actor: Actor,
): 'optional' | 'unlessApproved' | 'required' | undefined {
  const visit = currentVisit(state);
  const node = visit && routeOf(definition).get(visit.nodeId)?.node;
  if (actor.kind !== 'person' || !node || !asksPeople(node)) return undefined;
  const isAsked = visit.slots.some(
    (slot) => slot.state === 'open' && (slot.person === actor.personId || slot.deputies.includes(actor.personId)),
  );
  return isAsked ? node.opinion : undefined;
}
