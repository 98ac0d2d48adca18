import type { ForkNode, PersonId } from '../contract/definition.ts';
import type { Scope, Visit } from '../contract/instance.ts';
import { forkOf } from './asked-node.ts';
import { sameScope, visitOf } from './cursor-tree.ts';
import { askBranches, emit, go, type Move, type Run } from './run.ts';

/** Enters a parallel or inclusive node: its branches are under way at once. */
export function enterFork(run: Run, node: ForkNode, next: string | null, move: Move): undefined {
  const branches = move.at?.branches ? standing(node, move.at.branches) : taken(run, node);
  if (!branches) return;
  // None of an inclusive node's expressions is true, and it has no default.
  if (branches.length === 0) return go(run, { to: next, in: move.in, via: 'flow', by: move.by });
  const number = run.state.visits.length + 1;
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
      branches: branches.map(({ id, to }) => ({ id, state: to === undefined ? 'arrived' : 'running' })),
    },
    found: [],
  });
  for (const { id, to, via, at } of branches) {
    if (to !== undefined) go(run, { to, in: { visit: number, branch: id }, via, by: move.by, at });
  }
  if (branches.every(({ to }) => to === undefined)) leaveFork(run, number, move.by);
}

interface Begun {
  readonly id: string;
  /** Where the branch begins; `null` where it is empty, `undefined` where it had arrived before. */
  readonly to: string | null | undefined;
  readonly via: Visit['via'];
  readonly at?: Move['at'];
}

/** The branches as they stood when the request was returned; those that the flow no longer has count as arrived. */
function standing(node: ForkNode, stood: NonNullable<NonNullable<Move['at']>['branches']>): Begun[] {
  const known = new Set([...node.branches, ...otherwiseOf(node)].map((branch) => branch.id));
  return stood.map(({ id, at }) => ({ id, to: known.has(id) ? at?.nodeId : undefined, via: 'straight', at }));
}

function taken(run: Run, node: ForkNode): Begun[] | undefined {
  const begin = ({ id, nodes }: ForkNode['branches'][number]): Begun => ({ id, to: nodes[0]?.id ?? null, via: 'flow' });
  if (node.kind === 'parallel') return node.branches.map(begin);
  const isTrue = askBranches(run, node.id);
  if (!isTrue) return undefined;
  const chosen = node.branches.filter((branch) => isTrue.includes(branch.id));
  return (chosen.length > 0 ? chosen : otherwiseOf(node)).map(begin);
}

function otherwiseOf(node: ForkNode) {
  return node.kind === 'inclusive' && node.otherwise ? [node.otherwise] : [];
}

/** A branch has come to its end: the flow goes on behind the fork once enough of them have. */
export function arrive(run: Run, scope: Scope, by: PersonId | undefined): undefined {
  emit(run, { type: 'branchArrived', in: scope });
  const visit = visitOf(run.state, scope.visit);
  const node = visit && forkOf(run.route, visit);
  if (!visit?.branches || !node) return;
  const arrived = visit.branches.filter((branch) => branch.state === 'arrived').length;
  const all = visit.branches.length;
  const join = node.kind === 'parallel' ? node.join : ({ kind: 'all' } as const);
  const needed = join.kind === 'all' ? all : join.kind === 'any' ? 1 : Math.min(join.count, all);
  if (arrived >= needed) leaveFork(run, visit.number, by);
}

function leaveFork(run: Run, number: number, by: PersonId | undefined): undefined {
  const visit = visitOf(run.state, number);
  emit(run, { type: 'nodeLeft', visit: number, outcome: 'passed', ...(by && { by }) });
  go(run, { to: run.route.get(visit?.nodeId ?? '')?.next ?? null, in: visit?.in, via: 'flow', by });
}

/** Ends every branch from here out to this one, without asking what else is in them: the request had come further before. */
export function leaveOutTo(
  run: Run,
  from: Scope | undefined,
  to: Scope | undefined,
  by: PersonId | undefined,
): undefined {
  for (let scope = from; scope && !sameScope(scope, to); scope = visitOf(run.state, scope.visit)?.in) {
    emit(run, { type: 'branchArrived', in: scope });
    emit(run, { type: 'nodeLeft', visit: scope.visit, outcome: 'passed', ...(by && { by }) });
  }
}
