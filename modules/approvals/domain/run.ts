import type { Definition } from '../contract/definition.ts';
import type { AskedRule, Facts, Query } from '../contract/facts.ts';
import type { ApprovalFailureCode, ApprovalFailureFacts } from '../contract/failures.ts';
import type { FoundPerson, InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { apply } from './apply.ts';
import { type Place, routeOf } from './route.ts';

/** A refusal: the short code of a declared failure, with its facts. */
export type EngineRefusal = {
  [C in ApprovalFailureCode]: { readonly code: C; readonly facts: ApprovalFailureFacts<C> };
}[ApprovalFailureCode];

/** Events with the state after them, or what must be known first, or why not. */
export type Decision =
  | { readonly events: readonly InstanceEvent[]; readonly state: InstanceState }
  | { readonly need: readonly Query[] }
  | { readonly refuse: EngineRefusal };

/** One command under way. Every event is applied at once, so that the state of a run is the fold of its events. */
export interface Run {
  readonly definition: Definition;
  readonly facts: Facts;
  readonly route: ReadonlyMap<string, Place>;
  readonly events: InstanceEvent[];
  readonly need: Query[];
  state: InstanceState;
  refusal: EngineRefusal | null;
}

/** Makes a run on a state. */
export function newRun(definition: Definition, facts: Facts, state: InstanceState): Run {
  return { definition, facts, route: routeOf(definition), events: [], need: [], state, refusal: null };
}

type WithoutAt<E> = E extends InstanceEvent ? Omit<E, 'at'> : never;

/** Adds an event that happened now. */
export function emit(run: Run, event: WithoutAt<InstanceEvent>): undefined {
  // Nothing undefined: an event is the same before and after it was stored as JSON.
  const present = Object.entries(event).filter(([, value]) => value !== undefined);
  const dated = { ...Object.fromEntries(present), at: run.facts.now } as InstanceEvent;
  run.events.push(dated);
  run.state = apply(run.state, dated) ?? run.state;
}

/** Refuses the command, unless it is refused already. */
export function refuse<C extends ApprovalFailureCode>(run: Run, code: C, facts: ApprovalFailureFacts<C>): undefined {
  run.refusal ??= { code, facts } as EngineRefusal;
}

/** Nothing more can be decided before an answer has come, or at all. */
export function isStopped(run: Run): boolean {
  return run.refusal !== null || run.need.length > 0;
}

/** The answer to a question about people, each once; `undefined` after asking for it. */
export function askPeople(run: Run, key: string, nodeId: string, rule: AskedRule): FoundPerson[] | undefined {
  if (rule.kind === 'named' && rule.people.length === 0) return [];
  const answer = Object.hasOwn(run.facts.people, key) ? run.facts.people[key] : undefined;
  if (!answer) {
    run.need.push({ kind: 'people', key, nodeId, rule, applicant: run.state.applicant });
    return undefined;
  }
  return answer.filter((person, index) => answer.findIndex((one) => one.id === person.id) === index);
}

/** What the run comes to. */
export function outcomeOf(run: Run): Decision {
  if (run.refusal) return { refuse: run.refusal };
  if (run.need.length > 0) return { need: run.need };
  return { events: run.events, state: run.state };
}
