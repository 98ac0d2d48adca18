import type { AskedNode } from '../contract/definition.ts';
import type { FoundPerson } from '../contract/instance.ts';
import { arrive, enterFork } from './branches.ts';
import { isLive } from './cursor-tree.ts';
import { chosenAsNamed, findApprovers } from './find-approvers.ts';
import { sameForks } from './flow-graph.ts';
import { newSlot } from './new-slot.ts';
import { enterOutside } from './outside.ts';
import type { Place } from './route.ts';
import { askBranches, emit, go, type Move, type Run, refuse } from './run.ts';
import { leaveVisit, settleVisit } from './settle-visit.ts';
import { finish, tellCopies } from './tell-copies.ts';

/** One command goes no further: twice through the largest flow, many times through any that a person draws. */
const mostSteps = 1_000;

/**
 * Goes on until people or something outside is waited for, the request has ended, or an answer is needed. Where one branch
 * needs an answer the others go on, so that all questions are asked at once; refuses a flow that goes in circles.
 */
export function drive(run: Run): undefined {
  for (let steps = 0; run.refusal === null; steps += 1) {
    const move = run.moves.shift();
    if (!move) return;
    if (steps === mostSteps) return refuse(run, 'tooManySteps', {});
    // The request has ended, or the branch was cancelled by a step of another one.
    if (!run.state.ended && isLive(run.state, move.in)) take(run, move);
  }
}

function take(run: Run, move: Move): undefined {
  const { to, by } = move;
  if (to === null) return move.in ? arrive(run, move.in, by) : finish(run, 'approved', by);
  if (to === run.definition.start.id) return enterStart(run, move);
  const place = run.route.get(to);
  if (!place) return refuse(run, 'noSuchNode', { nodeId: to });
  const { node, next } = place;
  const on = (id: string | null) => go(run, { to: id, in: move.in, via: 'flow', by });
  switch (node.kind) {
    case 'approve':
    case 'handle':
      return enterAsked(run, node, move);
    case 'copy': {
      const rules = node.to.map(
        (rule, index) => [`to.${index}`, chosenAsNamed(run.state.chosen, node.id, rule)] as const,
      );
      tellCopies(run, rules, node.id);
      return on(next);
    }
    case 'condition': {
      const isTrue = askBranches(run, node.id);
      if (!isTrue) return;
      const branch = node.branches.find((one) => isTrue.includes(one.id)) ?? node.otherwise;
      const faulty = run.facts.faulty?.[`${node.id}:branches`];
      emit(run, { type: 'branchTaken', nodeId: node.id, branchId: branch.id, ...(faulty?.length && { faulty }) });
      return on(branch.nodes[0]?.id ?? next);
    }
    case 'parallel':
    case 'inclusive':
      return enterFork(run, node, next, move);
    case 'delay':
    case 'call':
    case 'subProcess':
      return enterOutside(run, node, move);
    case 'goto': {
      const isTrue = node.when === undefined ? [node.id] : askBranches(run, node.id);
      if (!isTrue) return;
      if (!isTrue.includes(node.id)) return on(next);
      return wentTo(run, place, node.to, on);
    }
  }
}

function wentTo(run: Run, from: Place, to: string, on: (id: string) => undefined): undefined {
  const target = run.route.get(to);
  if (!target || !sameForks(target.forks, from.forks)) return refuse(run, 'noSuchNode', { nodeId: to });
  emit(run, { type: 'wentTo', nodeId: from.node.id, to });
  on(to);
}

/** Enters a node: finds who is asked, and settles at once what needs no answer. */
function enterAsked(run: Run, node: AskedNode, move: Move): undefined {
  const approvers = findApprovers(run, node, move.via === 'returned' || move.via === 'straight');
  if (!approvers) return;
  const number = run.state.visits.length + 1;
  const slots = 'people' in approvers ? approvers.people.map((one, index) => newSlot(number, index + 1, one)) : [];
  emit(run, {
    type: 'nodeEntered',
    visit: {
      number,
      nodeId: node.id,
      kind: node.kind,
      via: move.via,
      form: run.state.form,
      ...(move.in && { in: move.in }),
      ...(move.straight && { straight: move.straight }),
      slots,
    },
    found: approvers.found,
  });
  if (!('emptyRule' in approvers)) return settleVisit(run, number, undefined);
  leaveVisit(run, number, approvers.emptyRule === 'pass' ? 'passed' : 'rejected', undefined);
}

/** The applicant's own revision, after a return to him. */
function enterStart(run: Run, move: Move): undefined {
  const number = run.state.visits.length + 1;
  const person: FoundPerson = { id: run.state.applicant, deputies: [] };
  const slot = newSlot(number, 1, { ...person, state: 'waiting' });
  emit(run, {
    type: 'nodeEntered',
    visit: {
      number,
      nodeId: run.definition.start.id,
      kind: 'start',
      via: 'returned',
      form: run.state.form,
      ...(move.straight && { straight: move.straight }),
      slots: [slot],
    },
    found: [],
  });
  emit(run, { type: 'slotsChanged', visit: number, opened: [slot.id], paused: [], cancelled: [] });
}

/** Takes a request that has just been submitted, or resubmitted, to its first node. */
export function begin(run: Run): undefined {
  go(run, { to: run.definition.nodes[0]?.id ?? null, in: undefined, via: 'flow' });
}
