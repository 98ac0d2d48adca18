import type { AskedNode, PeopleRule } from '../contract/definition.ts';
import type { AskedRule } from '../contract/facts.ts';
import type { FoundPerson, InstanceState, Slot, Visit } from '../contract/instance.ts';
import type { EventOf } from '../contract/instance-event.ts';
import { askPeople, type Run, refuse } from './run.ts';
import { isVote } from './settlement.ts';

/** Who is asked at a node, or what the empty rule decides instead, and every question that led there. */
type Approvers =
  | { readonly people: readonly Approver[]; readonly found: EventOf<'nodeEntered'>['found'] }
  | { readonly emptyRule: 'pass' | 'reject'; readonly found: EventOf<'nodeEntered'>['found'] };

interface Approver extends FoundPerson {
  readonly weight?: number;
  readonly state: 'waiting' | 'repeated' | 'skipped';
}

type Found = EventOf<'nodeEntered'>['found'];

/**
 * Finds who is asked: find people, then the empty rule, then the self rule, then de-duplication, in this order.
 * `undefined` where an answer is still needed or nobody at all can be found (refused as noApprover).
 * `fresh`: the node was returned to, or gone straight back to; then nobody is passed over, nor where the flow comes by again.
 */
export function findApprovers(run: Run, node: AskedNode, fresh: boolean): Approvers | undefined {
  const found: Found = [];
  const ask = (purpose: string, rule: AskedRule) => {
    const people = askPeople(run, purpose, node.id, rule);
    if (people) found.push({ rule, people: people.map((person) => person.id) });
    return people;
  };

  if (!hasBeenChosen(run, node)) return undefined;
  const byRule = node.approvers.map((rule, index) =>
    ask(`approvers.${index}`, chosenAsNamed(run.state.chosen, node.id, rule)),
  );
  if (byRule.some((people) => !people)) return undefined;
  if (!isInRange(run, node, byRule)) return undefined;
  let people = once(byRule.flatMap((one) => one ?? []));
  const weights = new Map<string, number>();
  byRule.forEach((found, index) => {
    for (const { id } of found ?? []) if (!weights.has(id)) weights.set(id, weightOf(node, index, id));
  });

  if (people.length === 0) {
    if (node.empty.kind === 'pass' || node.empty.kind === 'reject') return { emptyRule: node.empty.kind, found };
    const instead = firstFound([
      () => ask('empty', insteadOfNobody(node.empty)),
      () => ask('administrator', { kind: 'processAdministrator' }),
    ]);
    if (!instead) return undefined;
    people = instead;
  }

  const { applicant } = run.state;
  const skipped = node.self === 'skip' ? people.filter((person) => person.id === applicant) : [];
  if (node.self !== 'acts') {
    const others = people.filter((person) => person.id !== applicant);
    if (others.length < people.length && node.self !== 'skip') {
      const notHim = (answer: FoundPerson[] | undefined) => answer?.filter((person) => person.id !== applicant);
      const instead = firstFound([
        ...(node.self === 'departmentHead' ? [() => notHim(ask('self.head', { kind: 'departmentHead' }))] : []),
        () => notHim(ask('self.supervisor', { kind: 'supervisor', level: 1 })),
        () => notHim(ask('administrator', { kind: 'processAdministrator' })),
      ]);
      if (!instead) return undefined;
      const place = people.findIndex((person) => person.id === applicant);
      for (const { id } of instead) if (!weights.has(id)) weights.set(id, weights.get(applicant) ?? 1);
      people = once(people.toSpliced(place, 1, ...instead));
    } else {
      people = others;
    }
  }
  if (people.length === 0 && skipped.length === 0) {
    refuse(run, 'noApprover', { nodeId: node.id });
    return undefined;
  }

  const wasHere = run.state.visits.some((visit) => visit.nodeId === node.id && visit.state === 'passed');
  const earlier = fresh || wasHere ? new Set<string>() : approvedEarlier(run, node);
  return {
    found,
    people: [
      ...people.map((person) => ({
        ...withoutApplicant(run.state, node, person),
        ...heavier(weights.get(person.id)),
        state: earlier.has(person.id) ? ('repeated' as const) : ('waiting' as const),
      })),
      ...skipped.map((person) => ({ id: person.id, deputies: [], state: 'skipped' as const })),
    ],
  };
}

/** A person as asked at this node: the applicant doesn't come in as somebody's deputy where he may not approve himself. */
export function withoutApplicant(state: InstanceState, node: AskedNode, person: FoundPerson): FoundPerson {
  const deputies = person.deputies.filter((id) => id !== person.id && (node.self === 'acts' || id !== state.applicant));
  return { id: person.id, deputies };
}

/** Whom the applicant, or the approver before, chose for a node. */
export function chosenFor(chosen: InstanceState['chosen'], nodeId: string): readonly string[] {
  return [...new Set((Object.hasOwn(chosen, nodeId) && chosen[nodeId]) || [])];
}

/** The question behind a rule: who was chosen is known here, but whether they still serve, and are in the range, is not. */
export function chosenAsNamed(chosen: InstanceState['chosen'], nodeId: string, rule: PeopleRule): AskedRule {
  if (rule.kind !== 'applicantChosen' && rule.kind !== 'previousChosen') return rule;
  const people = [...chosenFor(chosen, nodeId)];
  return rule.from ? { kind: 'chosen', people, from: rule.from } : { kind: 'named', people };
}

/** Whoever leads here by his answer chooses who is asked here, where the flow leaves it to him. Nobody can be asked of a timer. */
function hasBeenChosen(run: Run, node: AskedNode): boolean {
  if (!run.canChoose) return true;
  const rule = node.approvers.find((one) => one.kind === 'previousChosen');
  const count = chosenFor(run.state.chosen, node.id).length;
  if (!rule || (count >= rule.atLeast && count <= rule.atMost)) return true;
  refuse(run, 'chooseApprovers', { nodeId: node.id, atLeast: rule.atLeast, atMost: rule.atMost });
  return false;
}

/** Who has just been chosen for this node is among those who can be. */
function isInRange(run: Run, node: AskedNode, byRule: readonly (FoundPerson[] | undefined)[]): boolean {
  const index = node.approvers.findIndex((rule) => rule.kind === 'previousChosen');
  if (!run.canChoose || index < 0) return true;
  const missing = chosenFor(run.state.chosen, node.id).find((id) => !byRule[index]?.some((one) => one.id === id));
  if (missing === undefined) return true;
  refuse(run, 'notInRange', { nodeId: node.id, person: missing });
  return false;
}

function weightOf(node: AskedNode, rule: number, person: string): number {
  const weights = node.mode.kind === 'vote' ? node.mode.weights : undefined;
  return weights?.people.find((one) => one.person === person)?.weight ?? weights?.rules[rule] ?? 1;
}

/** Weight 1 isn't said. */
function heavier(weight: number | undefined): { weight?: number } {
  return weight === undefined || weight === 1 ? {} : { weight };
}

function insteadOfNobody(rule: AskedNode['empty']): AskedRule {
  if (rule.kind === 'person') return { kind: 'named', people: [rule.person] };
  return rule.kind === 'supervisorsSupervisor' ? { kind: 'supervisor', level: 2 } : { kind: 'processAdministrator' };
}

/** The first answer with anybody in it; an empty list if none has; `undefined` if one is still needed. */
function firstFound(questions: readonly (() => FoundPerson[] | undefined)[]): FoundPerson[] | undefined {
  for (const question of questions) {
    const people = question();
    if (!people || people.length > 0) return people;
  }
  return [];
}

function once(people: readonly FoundPerson[]): FoundPerson[] {
  return people.filter((person, index) => people.findIndex((one) => one.id === person.id) === index);
}

/**
 * 去重: principals whose approval in this run of the flow still stands and was given on the form as it is now.
 * Only approvals count, and only approvals are passed over: what is to be done (办理) is always asked.
 */
function approvedEarlier(run: Run, node: AskedNode): ReadonlySet<string> {
  const { deduplicate } = run.definition;
  // Who approved elsewhere hasn't shown that he may approve this amount.
  if (deduplicate === 'never' || node.kind !== 'approve' || node.authority) return new Set();
  const passed = run.state.visits.filter((visit) => visit.kind === 'approve' && visit.state === 'passed');
  const looked = deduplicate === 'consecutive' ? passed.slice(-1) : passed;
  return new Set(
    looked
      .filter((visit) => visit.form === run.state.form)
      .flatMap((visit: Visit) => visit.slots.filter(stands).map((slot) => slot.person)),
  );
}

function stands(slot: Slot): boolean {
  // An approval by a limit that ran out is nobody's.
  const hasApproved = (slot.state === 'approved' && slot.answer !== undefined) || slot.state === 'repeated';
  return (isVote(slot) || slot.origin === 'after') && hasApproved;
}
