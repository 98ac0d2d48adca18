import type { Actor } from '#kernel/contract/actor.ts';
import type { CommandOf } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import type { Facts, Query } from '../contract/facts.ts';
import type { InstanceState, Slot } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { decide } from './decide.ts';
import { chosenAsNamed } from './find-approvers.ts';
import { openTasks } from './open-tasks.ts';
import { asksPeople, routeOf } from './route.ts';
import type { EngineRefusal } from './run.ts';

/** One step as the applicant sees it before submitting. A step without people is passed by its empty rule. */
export type PreviewStep =
  | {
      readonly kind: 'approve' | 'handle';
      readonly nodeId: string;
      /** repeated: has approved already by then; skipped: the applicant himself. */
      readonly people: readonly { readonly person: string; readonly state: 'asked' | 'repeated' | 'skipped' }[];
    }
  | { readonly kind: 'copy'; readonly nodeId: string | undefined; readonly people: readonly string[] };

/** `ends`: how the request ends if everybody agrees. */
export type Preview =
  | { readonly steps: readonly PreviewStep[]; readonly ends: 'approved' | 'rejected' }
  | { readonly need: readonly Query[] }
  | { readonly refuse: EngineRefusal };

const agreed = {
  seen: { algorithm: 'none', digest: '' },
  strength: 'passkey',
  signedIn: { strength: 'passkey', freshAt: '' },
} as const;

/** Somebody who agrees, in the imagination of the preview only. */
function approving(personId: string): Actor {
  return { kind: 'person', personId, employerId: '', sessionId: '', strength: 'passkey', freshAt: '' };
}

/**
 * The path of a request if everybody who is asked agrees: the submission and every answer run through `decide` itself, on a
 * state that nobody keeps. Asks for all nodes at once, so that the shell is asked once or twice and not once per node.
 */
export function previewPath(definition: Definition, submission: CommandOf<'submit'>, facts: Facts): Preview {
  const events: InstanceEvent[] = [];
  let state: InstanceState | null = null;
  let decision = decide(definition, null, submission, facts);
  while ('events' in decision) {
    events.push(...decision.events);
    state = decision.state;
    const [task] = openTasks(state);
    if (!task) break;
    decision = decide(
      definition,
      state,
      {
        type: 'act',
        actor: approving(task.person),
        slotId: task.slotId,
        outcome: task.kind === 'handle' ? 'handle' : 'approve',
        opinion: { text: '-' },
      },
      { ...facts, evidence: agreed },
    );
  }
  if ('need' in decision) return { need: everyNeed(definition, submission, facts, decision.need) };
  if ('refuse' in decision) return decision;
  return { steps: events.flatMap(stepOf), ends: state?.status === 'rejected' ? 'rejected' : 'approved' };
}

function stepOf(event: InstanceEvent): PreviewStep[] {
  if (event.type === 'copied') return [{ kind: 'copy', nodeId: event.nodeId, people: event.people }];
  if (event.type !== 'nodeEntered' || event.visit.kind === 'start') return [];
  const { kind, nodeId, slots } = event.visit;
  return [{ kind, nodeId, people: slots.map((slot) => ({ person: slot.person, state: shown(slot) })) }];
}

function shown({ state }: Slot): 'asked' | 'repeated' | 'skipped' {
  return state === 'repeated' || state === 'skipped' ? state : 'asked';
}

/** What is needed now, with the first question of every node that hasn't been answered. */
function everyNeed(
  definition: Definition,
  submission: CommandOf<'submit'>,
  facts: Facts,
  now: readonly Query[],
): Query[] {
  const { applicant, chosen } = submission;
  const need = [...now];
  for (const { node } of routeOf(definition).values()) {
    if (!asksPeople(node)) continue;
    node.approvers.forEach((given, index) => {
      const key = `${node.id}:approvers.${index}`;
      const rule = chosenAsNamed(chosen, node.id, given);
      const isKnown = Object.hasOwn(facts.people, key) || need.some((one) => one.key === key);
      if (isKnown || (rule.kind === 'named' && rule.people.length === 0)) return;
      need.push({ kind: 'people', key, nodeId: node.id, rule, applicant });
    });
  }
  return need;
}
