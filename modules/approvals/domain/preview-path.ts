import type { Actor } from '#kernel/contract/actor.ts';
import type { CommandOf, InstanceCommand } from '../contract/command.ts';
import type { Definition, FlowNode } from '../contract/definition.ts';
import type { Facts, Query } from '../contract/facts.ts';
import type { InstanceState, Slot, Visit } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { visitOf } from './cursor-tree.ts';
import { decide } from './decide.ts';
import { chosenAsNamed } from './find-approvers.ts';
import { openOutside, openTasks } from './open-tasks.ts';
import { asksPeople, routeOf } from './route.ts';
import type { Decision, EngineRefusal } from './run.ts';

type Found = Extract<InstanceEvent, { type: 'nodeEntered' }>['found'];

interface Step {
  readonly nodeId: string;
  /** The branch of a parallel or inclusive node that it is in: the fork's id and the branch's. */
  readonly branch?: { readonly fork: string; readonly branch: string };
}

/** One step as the applicant sees it before submitting. A step without people is passed by its empty rule. */
export type PreviewStep =
  | (Step & {
      readonly kind: 'approve' | 'handle';
      /** repeated: has approved already by then; skipped: the applicant himself. */
      readonly people: readonly { readonly person: string; readonly state: 'asked' | 'repeated' | 'skipped' }[];
      /** Why these people: every rule that was asked, with whom it found. */
      readonly found: Found;
      /** Whoever answers before will choose who is asked here. */
      readonly chosenLater?: true;
      /** Those who will pass it up, because it is beyond their authority, and to whom. */
      readonly passedUp?: readonly { readonly person: string; readonly to: string }[];
    })
  | {
      readonly kind: 'copy';
      readonly nodeId: string | undefined;
      readonly people: readonly string[];
      readonly found: Found;
    }
  | (Step & { readonly kind: 'delay' | 'call' })
  | (Step & { readonly kind: 'subProcess'; readonly children: number });

/** `ends`: how the request ends if everybody agrees; `endless` if it goes in circles as long as nobody changes the form. */
export type Preview =
  | { readonly steps: readonly PreviewStep[]; readonly ends: 'approved' | 'rejected' | 'endless' }
  | { readonly need: readonly Query[] }
  | { readonly refuse: EngineRefusal };

/** A node that is entered more often goes in circles. */
const mostEntries = 10;

const agreed = {
  seen: { algorithm: 'none', digest: '' },
  strength: 'passkey',
  signedIn: { strength: 'passkey', freshAt: '' },
} as const;
const system: Actor = { kind: 'system', process: 'approvals.preview' };

/** Somebody who agrees, in the imagination of the preview only. */
function approving(personId: string): Actor {
  return { kind: 'person', personId, employerId: '', sessionId: '', strength: 'passkey', freshAt: '' };
}

/**
 * The path of a request if everybody who is asked agrees, time goes by, and everything outside succeeds: the submission and every
 * answer run through `decide` itself, on a state that nobody keeps. Asks for all nodes at once, so that the shell is asked once or
 * twice and not once per node. Steps in the order of entering.
 */
export function previewPath(definition: Definition, submission: CommandOf<'submit'>, facts: Facts): Preview {
  const { flow, chosenLater } = withoutLaterChoices(definition);
  const preview = previewFrom(flow, chosenLater, decide(flow, null, submission, facts), facts);
  return 'need' in preview ? { need: everyNeed(flow, submission, facts, preview.need) } : preview;
}

/** The same for a request that runs: the steps that are still to come from this state, without those that ask already. */
export function previewRest(definition: Definition, state: InstanceState, facts: Facts): Preview {
  const { flow, chosenLater } = withoutLaterChoices(definition);
  const next = state.ended ? undefined : nextAnswer(state, flow);
  if (!next) return { steps: [], ends: state.status === 'rejected' ? 'rejected' : 'approved' };
  return previewFrom(flow, chosenLater, decideAgreeing(flow, state, next, facts), facts);
}

function previewFrom(flow: Definition, chosenLater: ReadonlySet<string>, first: Decision, facts: Facts): Preview {
  const events: InstanceEvent[] = [];
  let state: InstanceState | null = null;
  let decision = first;
  const entries = new Map<string, number>();
  while ('events' in decision) {
    events.push(...decision.events);
    for (const event of decision.events) {
      if (event.type === 'nodeEntered') entries.set(event.visit.nodeId, (entries.get(event.visit.nodeId) ?? 0) + 1);
    }
    state = decision.state;
    const next = state.ended ? undefined : nextAnswer(state, flow);
    if (!next || Math.max(0, ...entries.values()) > mostEntries) break;
    decision = decideAgreeing(flow, state, next, facts);
  }
  if ('need' in decision) return { need: decision.need };
  if ('refuse' in decision && decision.refuse.code !== 'tooManySteps') return decision;
  const last = state;
  const steps = last ? events.flatMap((event) => stepOf(event, last, events, chosenLater)) : [];
  if (!last?.ended) return { steps, ends: 'endless' };
  return { steps, ends: last.status === 'rejected' ? 'rejected' : 'approved' };
}

/** The next thing that will happen: what people are asked for first, then time, then what is outside. */
function nextAnswer(state: InstanceState, flow: Definition): InstanceCommand | undefined {
  const [task] = openTasks(state);
  if (task) {
    const { slotId } = task;
    const actor = approving(task.person);
    const node = routeOf(flow).get(task.nodeId)?.node;
    const isOffered = node && asksPeople(node) && node.mode.kind === 'claim';
    if (isOffered && visitOf(state, Number(slotId.split('.')[0]))?.claimed === undefined) {
      return { type: 'claim', actor, slotId };
    }
    const opinion = { text: '-', executor: task.person, manner: '-', deadline: '2000-01-01T00:00:00Z' };
    const names = node && asksPeople(node) ? node.names : undefined;
    const named = Object.fromEntries(
      Object.entries(opinion).filter(([part]) => part === 'text' || names?.[part as 'manner'] === 'required'),
    );
    const outcome = task.kind === 'handle' ? 'handle' : 'approve';
    return { type: 'act', actor, slotId, outcome, opinion: named as { text: string } };
  }
  const [timer] = state.timers.filter(({ purpose }) => purpose === 'delay');
  if (timer) return { type: 'timerDue', actor: system, timerId: timer.id };
  const { calls, children } = openOutside(state);
  const [call] = calls;
  if (call) return { type: 'callResult', actor: system, visit: call.visit, attempt: call.attempt, ok: true };
  const [child] = children;
  if (!child) return undefined;
  const { childId, attempt } = child;
  return { type: 'childEnded', actor: system, childId, attempt, outcome: 'approved' };
}

/** Agrees; who may not decide this much passes it up. */
function decideAgreeing(flow: Definition, state: InstanceState, command: InstanceCommand, facts: Facts): Decision {
  const given = { ...facts, evidence: agreed };
  const decision = decide(flow, state, command, given);
  if (command.type !== 'act' || !('refuse' in decision) || decision.refuse.code !== 'beyondAuthority') return decision;
  const { actor, slotId, opinion } = command;
  return decide(flow, state, { type: 'passUp', actor, slotId, opinion }, given);
}

/** The flow as if nobody were asked where somebody will choose later; whom the applicant chose is known. */
function withoutLaterChoices(definition: Definition): { flow: Definition; chosenLater: ReadonlySet<string> } {
  const chosenLater = new Set<string>();
  const change = (node: FlowNode): FlowNode => {
    if (asksPeople(node)) {
      if (!node.approvers.some((rule) => rule.kind === 'previousChosen')) return node;
      chosenLater.add(node.id);
      const approvers = node.approvers.filter((rule) => rule.kind !== 'previousChosen');
      return { ...node, approvers, empty: { kind: 'pass' } };
    }
    const inside = <B extends { nodes: FlowNode[] }>(branch: B): B => ({ ...branch, nodes: branch.nodes.map(change) });
    if (node.kind === 'parallel') return { ...node, branches: node.branches.map(inside) };
    if (node.kind === 'condition') {
      return { ...node, branches: node.branches.map(inside), otherwise: inside(node.otherwise) };
    }
    if (node.kind !== 'inclusive') return node;
    const { otherwise, ...rest } = node;
    return { ...rest, branches: node.branches.map(inside), ...(otherwise && { otherwise: inside(otherwise) }) };
  };
  const nodes = definition.nodes.map(change);
  // The same object as long as nothing changes: its route is kept.
  return { flow: chosenLater.size > 0 ? { ...definition, nodes } : definition, chosenLater };
}

function stepOf(
  event: InstanceEvent,
  state: InstanceState,
  events: readonly InstanceEvent[],
  chosenLater: ReadonlySet<string>,
): PreviewStep[] {
  if (event.type === 'copied')
    return [{ kind: 'copy', nodeId: event.nodeId, people: event.people, found: event.found }];
  if (event.type !== 'nodeEntered') return [];
  const { visit } = event;
  const { nodeId } = visit;
  const step = { nodeId, ...branchOf(state, visit) };
  switch (visit.kind) {
    case 'approve':
    case 'handle': {
      const passedUp = events.flatMap((one) =>
        one.type === 'passedUp' && visit.slots.some((slot) => slot.id === one.slotId)
          ? [{ person: one.for, to: one.to }]
          : [],
      );
      return [
        {
          kind: visit.kind,
          ...step,
          people: visit.slots.map((slot) => ({ person: slot.person, state: shown(slot) })),
          found: event.found,
          ...(chosenLater.has(nodeId) && { chosenLater: true as const }),
          ...(passedUp.length > 0 && { passedUp }),
        },
      ];
    }
    case 'delay':
    case 'call':
      return [{ kind: visit.kind, ...step }];
    case 'subProcess':
      return [{ kind: 'subProcess', ...step, children: visit.children?.length ?? 0 }];
    default:
      return [];
  }
}

function branchOf(state: InstanceState, { in: scope }: Pick<Visit, 'in'>): Pick<Step, 'branch'> {
  const fork = scope && visitOf(state, scope.visit);
  return scope && fork ? { branch: { fork: fork.nodeId, branch: scope.branch } } : {};
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
  const add = (query: Query, answers: Readonly<Record<string, unknown>>) => {
    if (!Object.hasOwn(answers, query.key) && !need.some((one) => one.key === query.key)) need.push(query);
  };
  for (const { node } of routeOf(definition).values()) {
    const nodeId = node.id;
    if (node.kind === 'condition' || node.kind === 'inclusive' || (node.kind === 'goto' && node.when !== undefined)) {
      add({ kind: 'branches', key: `${nodeId}:branches`, nodeId, applicant }, facts.branches);
    }
    if (!asksPeople(node)) continue;
    node.approvers.forEach((given, index) => {
      const rule = chosenAsNamed(chosen, nodeId, given);
      if ((rule.kind === 'named' || rule.kind === 'chosen') && rule.people.length === 0) return;
      add({ kind: 'people', key: `${nodeId}:approvers.${index}`, nodeId, rule, applicant }, facts.people);
    });
  }
  return need;
}
