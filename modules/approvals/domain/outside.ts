import type { FlowNode, PersonId } from '../contract/definition.ts';
import type { Visit } from '../contract/instance.ts';
import { visitOf } from './cursor-tree.ts';
import { answerTo, emit, type Move, type Run } from './run.ts';
import { leaveVisit } from './settle-visit.ts';

type Outside = Extract<FlowNode, { kind: 'delay' | 'call' | 'subProcess' }>;

/** Enters a node that waits for no person: a delay, a call outside, requests of another kind. */
export function enterOutside(run: Run, node: Outside, move: Move): undefined {
  const number = run.state.visits.length + 1;
  const children = node.kind === 'subProcess' ? childrenOf(run, node, number) : [];
  if (!children) return;
  emit(run, {
    type: 'nodeEntered',
    visit: {
      number,
      nodeId: node.id,
      kind: node.kind,
      via: move.via,
      form: run.state.form,
      ...(move.in && { in: move.in }),
      slots: [],
      ...(node.kind === 'subProcess' && { children }),
    },
    found: [],
  });
  if (node.kind === 'call') emit(run, { type: 'called', visit: number, attempt: 1 });
  const goesOn = node.kind !== 'delay' && (!node.wait || (node.kind === 'subProcess' && children.length === 0));
  if (goesOn) leaveVisit(run, number, 'passed', move.by);
}

function childrenOf(
  run: Run,
  node: Extract<FlowNode, { kind: 'subProcess' }>,
  number: number,
): NonNullable<Visit['children']> | undefined {
  const begun = { attempt: 1, state: 'running' as const };
  if (node.per.kind === 'one') return [{ id: `${number}.1`, ...begun }];
  const query = { kind: 'rows' as const, key: `${node.id}:rows`, nodeId: node.id, table: node.per.table };
  const rows = answerTo(run, run.facts.rows, query);
  if (rows === undefined) return undefined;
  return Array.from({ length: rows }, (_, row) => ({ id: `${number}.${row + 1}`, row, ...begun }));
}

/** A call has been answered, or failed: what the node says of a failure, where it waits for the call. */
export function afterCall(run: Run, number: number, ok: boolean): undefined {
  const waiting = waitingFor(run, number, 'call');
  if (!waiting) return;
  const { node } = waiting;
  if (ok || node.onFailure === 'goOn') return leaveVisit(run, number, 'passed', undefined);
  if (node.onFailure === 'reject') return leaveVisit(run, number, 'rejected', undefined);
  halt(run, node.id);
}

/** A child has ended: on when none is under way any more, unless its end ends this request too. */
export function afterChild(run: Run, number: number): undefined {
  const waiting = waitingFor(run, number, 'subProcess');
  if (!waiting) return;
  const { node, visit } = waiting;
  const states = (visit.children ?? []).map((child) => child.state);
  const unhappy = states.some((state) => state === 'rejected' || state === 'withdrawn' || state === 'terminated');
  if (unhappy && node.onRejected === 'reject') return leaveVisit(run, number, 'rejected', undefined);
  if (states.includes('failed')) return halt(run, node.id);
  if (!states.includes('running')) leaveVisit(run, number, 'passed', undefined);
}

function waitingFor<K extends 'call' | 'subProcess'>(
  run: Run,
  number: number,
  kind: K,
): { node: Extract<FlowNode, { kind: K }>; visit: Visit } | undefined {
  const visit = visitOf(run.state, number);
  const node = visit && run.route.get(visit.nodeId)?.node;
  if (visit?.state !== 'open' || node?.kind !== kind) return undefined;
  return { node: node as Extract<FlowNode, { kind: K }>, visit };
}

/** Nothing goes on here before an administrator has looked at it. */
function halt(run: Run, nodeId: string): undefined {
  if (!run.state.suspended) emit(run, { type: 'suspended', nodeId });
}

/** Makes a failed call again, and begins children again that couldn't be begun; `by` asked for it. */
export function tryAgain(run: Run, visit: Visit, by: PersonId, reason: string | undefined): undefined {
  if (visit.call) emit(run, { type: 'called', visit: visit.number, attempt: visit.call.attempt + 1, by, reason });
  const failed = (visit.children ?? []).filter((child) => child.state === 'failed').map((child) => child.id);
  if (failed.length > 0) emit(run, { type: 'childrenWoken', by, visit: visit.number, children: failed, reason });
}
