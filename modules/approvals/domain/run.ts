import type { Definition, PersonId } from '../contract/definition.ts';
import type { AskedRule, Facts, Query } from '../contract/facts.ts';
import type { ApprovalFailureCode, ApprovalFailureFacts } from '../contract/failures.ts';
import type { FoundPerson, InstanceState, Position, Scope, Visit } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { apply } from './apply.ts';
import { type Route, routeOf } from './route.ts';

/** A refusal: the short code of a declared failure, with its facts. */
export type EngineRefusal = {
  [C in ApprovalFailureCode]: { readonly code: C; readonly facts: ApprovalFailureFacts<C> };
}[ApprovalFailureCode];

/** Events with the state after them, or what must be known first, or why not. */
export type Decision =
  | { readonly events: readonly InstanceEvent[]; readonly state: InstanceState }
  | { readonly need: readonly Query[] }
  | { readonly refuse: EngineRefusal };

/** A step still to be taken: to a node, or (`null`) to the end of a branch or of the flow. */
export interface Move {
  readonly to: string | null;
  readonly in: Scope | undefined;
  readonly via: Visit['via'];
  /** Whose answer led there. */
  readonly by?: PersonId | undefined;
  /** Where the branches of a fork stood that is gone straight back to. */
  readonly at?: Position | undefined;
  /** For a visit that was returned to: where to go when it is passed. */
  readonly straight?: Visit['straight'];
}

/** One command under way. Every event is applied at once, so that the state of a run is the fold of its events. */
export interface Run {
  readonly definition: Definition;
  readonly facts: Facts;
  readonly route: Route;
  readonly events: InstanceEvent[];
  readonly need: Query[];
  /** Steps that follow from what was decided, in their order; `drive` takes them. */
  readonly moves: Move[];
  /** A person gives this command and can be asked whom he chooses. */
  readonly canChoose: boolean;
  state: InstanceState;
  refusal: EngineRefusal | null;
}

/** Makes a run on a state. */
export function newRun(definition: Definition, facts: Facts, state: InstanceState, canChoose = false): Run {
  const route = routeOf(definition);
  return { definition, facts, route, events: [], need: [], moves: [], canChoose, state, refusal: null };
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

/** Goes on there once the present step is done. */
export function go(run: Run, move: Move): undefined {
  run.moves.push(move);
}

/** Refuses the command, unless it is refused already, or something must be known before that can be said. */
export function refuse<C extends ApprovalFailureCode>(run: Run, code: C, facts: ApprovalFailureFacts<C>): undefined {
  if (run.need.length === 0) run.refusal ??= { code, facts } as EngineRefusal;
}

/** Nothing more can be decided before an answer has come, or at all. */
export function isStopped(run: Run): boolean {
  return run.refusal !== null || run.need.length > 0;
}

/** The answer to a question; `undefined` after asking for it, once. */
export function answerTo<T>(run: Run, answers: Readonly<Record<string, T>>, query: Query): T | undefined {
  if (Object.hasOwn(answers, query.key)) return answers[query.key];
  if (!run.need.some((one) => one.key === query.key)) run.need.push(query);
  return undefined;
}

/** The answer to a question about people, each once; `undefined` after asking for it. `nodeId` is missing at the end. */
export function askPeople(
  run: Run,
  purpose: string,
  nodeId: string | undefined,
  rule: AskedRule,
): FoundPerson[] | undefined {
  if ((rule.kind === 'named' || rule.kind === 'chosen') && rule.people.length === 0) return [];
  // No node has an empty id.
  const key = `${nodeId ?? ''}:${purpose}`;
  const { applicant } = run.state;
  const answer = answerTo(run, run.facts.people, {
    kind: 'people',
    key,
    rule,
    applicant,
    ...(nodeId !== undefined && { nodeId }),
  });
  return answer?.filter((person, index) => answer.findIndex((one) => one.id === person.id) === index);
}

/** The branches of a node whose expressions are true; `undefined` after asking for them. */
export function askBranches(run: Run, nodeId: string): readonly string[] | undefined {
  const { applicant } = run.state;
  return answerTo(run, run.facts.branches, { kind: 'branches', key: `${nodeId}:branches`, nodeId, applicant });
}

/** What the run comes to. */
export function outcomeOf(run: Run): Decision {
  if (run.refusal) return { refuse: run.refusal };
  if (run.need.length > 0) return { need: run.need };
  return { events: run.events, state: run.state };
}
