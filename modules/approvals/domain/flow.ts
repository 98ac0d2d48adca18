import type { AfterReturn, AskedNode, PersonId, ReturnTarget } from '../contract/definition.ts';
import type { Evidence } from '../contract/facts.ts';
import type { FoundPerson, Opinion, Slot, SlotId, Visit } from '../contract/instance.ts';
import type { EventOf } from '../contract/instance-event.ts';
import { chosenAsNamed, findApprovers } from './find-approvers.ts';
import { currentVisit } from './find-slot.ts';
import { asksPeople } from './route.ts';
import { askPeople, emit, isStopped, type Run } from './run.ts';
import { settle } from './settlement.ts';

/**
 * Goes on to a node (`null`: the end) and further, until people are asked, the request has ended, or an answer is needed.
 * Bounded by the tree: every step leads forward.
 */
export function advance(run: Run, to: string | null, via: 'flow' | 'straight', by?: PersonId): undefined {
  let id = to;
  let how = via;
  while (!isStopped(run)) {
    const place = id === null ? undefined : run.route.get(id);
    if (!place) return finish(run, 'approved', by);
    const { node, next } = place;
    switch (node.kind) {
      case 'copy':
        copyTo(
          run,
          node.id,
          node.to.map((rule, index) => [`to.${index}`, chosenAsNamed(run.state.chosen, node.id, rule)]),
          node.id,
        );
        id = next;
        break;
      case 'condition': {
        const key = `${node.id}:branch`;
        const answer = Object.hasOwn(run.facts.branches, key) ? run.facts.branches[key] : undefined;
        if (answer === undefined) {
          run.need.push({ kind: 'condition', key, nodeId: node.id, applicant: run.state.applicant });
          return;
        }
        const branch = node.branches.find((one) => one.id === answer) ?? node.otherwise;
        emit(run, { type: 'branchTaken', nodeId: node.id, branchId: branch.id });
        id = branch.nodes[0]?.id ?? next;
        break;
      }
      case 'approve':
      case 'handle':
        // Entering goes on by itself where nobody's answer is needed.
        return enter(run, node, how);
      default:
        id = next;
    }
    how = 'flow';
  }
}

/** Enters a node: finds who is asked, and settles at once what needs no answer. */
function enter(run: Run, node: AskedNode, via: Visit['via'], straightTo?: string): undefined {
  const approvers = findApprovers(run, node, via !== 'flow');
  if (!approvers || isStopped(run)) return;
  const number = run.state.visits.length + 1;
  const slots = 'people' in approvers ? approvers.people.map((one, index) => newSlot(number, index + 1, one)) : [];
  emit(run, {
    type: 'nodeEntered',
    visit: {
      number,
      nodeId: node.id,
      kind: node.kind,
      via,
      form: run.state.form,
      slots,
      ...(straightTo !== undefined && { straightTo }),
    },
    found: approvers.found,
  });
  if ('emptyRule' in approvers) leave(run, number, approvers.emptyRule === 'pass' ? 'passed' : 'rejected', undefined);
  else settleVisit(run, undefined);
}

/**
 * Settles the current visit after any change of its slots, and goes on where its outcome is certain.
 * `by` is who made the change; nobody where the node's own rules did.
 */
export function settleVisit(run: Run, by: PersonId | undefined): undefined {
  const visit = currentVisit(run.state);
  const node = visit && run.route.get(visit.nodeId)?.node;
  if (!visit || !node || !asksPeople(node)) return;
  const { outcome, opened, paused, cancelled } = settle(node, visit);
  if (outcome) return leave(run, visit.number, outcome, by);
  if (opened.length + paused.length + cancelled.length > 0) {
    emit(run, { type: 'slotsChanged', visit: visit.number, opened, paused, cancelled });
  }
}

function leave(run: Run, number: number, outcome: 'passed' | 'rejected', by: PersonId | undefined): undefined {
  const visit = run.state.visits.find((one) => one.number === number);
  const place = visit && run.route.get(visit.nodeId);
  if (!visit || !place) return;
  emit(run, { type: 'nodeLeft', visit: number, outcome, ...(by && { by }) });
  if (outcome === 'passed') {
    if (visit.straightTo === undefined) advance(run, place.next, 'flow', by);
    else advance(run, visit.straightTo, 'straight', by);
    return;
  }
  const { node } = place;
  const rejected = visit.slots.filter((slot) => slot.state === 'rejected' && slot.origin !== 'before');
  const decider = rejected.find((slot) => slot.answer?.by === by) ?? rejected[0];
  if (node.kind !== 'approve' || node.onReject.kind === 'end' || !decider || !by) {
    return finish(run, 'rejected', by);
  }
  const { to, afterwards } = node.onReject;
  const passed = to.kind === 'applicant' || passedVisit(run, to.nodeId);
  goBack(run, visit.nodeId, {
    by,
    for: decider.person,
    slotId: decider.id,
    to: passed ? to : { kind: 'applicant' },
    afterwards,
  });
}

/** The visit of a passed node that a return can go to: somebody there has answered. */
export function passedVisit(run: Run, nodeId: string): Visit | undefined {
  return run.state.visits.find(
    (visit) =>
      visit.nodeId === nodeId &&
      visit.state === 'passed' &&
      visit.kind !== 'start' &&
      visit.slots.some((slot) => slot.state === 'approved' || slot.state === 'handled' || slot.state === 'repeated'),
  );
}

/** Returns to the applicant or to a passed node; everything after the target is cancelled. */
export function goBack(
  run: Run,
  fromNode: string,
  how: {
    by: PersonId;
    for: PersonId;
    slotId: SlotId;
    to: ReturnTarget;
    afterwards: AfterReturn;
    evidence?: Evidence;
    opinion?: Opinion;
  },
): undefined {
  emit(run, { type: 'returned', ...how });
  const straightTo = how.afterwards === 'straight' ? fromNode : undefined;
  if (how.to.kind === 'node') {
    const node = run.route.get(how.to.nodeId)?.node;
    if (node && asksPeople(node)) enter(run, node, 'returned', straightTo);
    return;
  }
  const number = run.state.visits.length + 1;
  const applicant = newSlot(number, 1, { id: run.state.applicant, deputies: [], state: 'waiting' });
  emit(run, {
    type: 'nodeEntered',
    visit: {
      number,
      nodeId: run.definition.start.id,
      kind: 'start',
      via: 'returned',
      form: run.state.form,
      slots: [applicant],
      ...(straightTo !== undefined && { straightTo }),
    },
    found: [],
  });
  emit(run, { type: 'slotsChanged', visit: number, opened: [applicant.id], paused: [], cancelled: [] });
}

/** Ends a request by the flow, with its last copies. */
function finish(run: Run, outcome: 'approved' | 'rejected', by: PersonId | undefined): undefined {
  const rules = run.definition.copies.filter((copy) => copy.when === 'decided' || outcome === 'approved');
  copyTo(
    run,
    'end',
    rules.map(({ to }, index) => [`${outcome}.${index}`, chosenAsNamed(run.state.chosen, 'end', to)]),
  );
  if (!isStopped(run)) emit(run, { type: 'ended', outcome, ...(by && { by }) });
}

function copyTo(
  run: Run,
  place: string,
  rules: readonly [purpose: string, rule: EventOf<'nodeEntered'>['found'][number]['rule']][],
  nodeId?: string,
): undefined {
  const answers = rules.map(([purpose, rule]) => ({
    rule,
    people: askPeople(run, `${place}:${purpose}`, place, rule),
  }));
  if (isStopped(run)) return;
  const found = answers.map(({ rule, people }) => ({ rule, people: (people ?? []).map((person) => person.id) }));
  const people = [...new Set(found.flatMap((one) => one.people))].filter((id) => !run.state.copied.includes(id));
  if (people.length > 0) emit(run, { type: 'copied', people, found, ...(nodeId !== undefined && { nodeId }) });
}

/** A slot that hasn't been asked yet. `number` counts the slots of a visit from 1. */
export function newSlot(
  visit: number,
  number: number,
  person: FoundPerson & { readonly state: Slot['state'] },
  origin: Slot['origin'] = 'rule',
  added?: Slot['added'],
): Slot {
  return {
    id: `${visit}.${number}`,
    person: person.id,
    deputies: person.deputies,
    origin,
    state: person.state,
    episode: 0,
    timed: 0,
    overdue: false,
    chain: [],
    ...(added && { added }),
  };
}
