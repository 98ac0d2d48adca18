import type { CommandOf, InstanceCommand } from '../contract/command.ts';
import { type AskedNode, type Definition, decisionStrength, type FlowNode } from '../contract/definition.ts';
import type { Facts } from '../contract/facts.ts';
import type { FoundPerson, InstanceState, Slot, SlotId, Visit } from '../contract/instance.ts';
import { apply } from './apply.ts';
import { withoutApplicant } from './find-approvers.ts';
import { currentVisit, findSlot, isPending, visitOfSlot } from './find-slot.ts';
import { advance, goBack, newSlot, passedVisit, settleVisit } from './flow.ts';
import { asksPeople } from './route.ts';
import { askPeople, type Decision, emit, isStopped, newRun, outcomeOf, type Run, refuse } from './run.ts';
import { tallyOf } from './settlement.ts';
import { setTimer, settleTimers } from './timers.ts';

/**
 * Decides one command on one instance. Pure and total: the same arguments give the same answer, and it never throws.
 * Returns the events to store with the state after them; or the questions to answer and ask again with (under their keys, in
 * `facts`, with everything answered before); or the declared failure. `state` is null before the submission.
 */
export function decide(
  definition: Definition,
  state: InstanceState | null,
  command: InstanceCommand,
  facts: Facts,
): Decision {
  if (!state) return decideFirst(definition, command, facts);
  const run = newRun(definition, facts, state);
  if (isFrom(run, command) && isInTime(run, command)) decideOn(run, command);
  if (!isStopped(run)) settleTimers(run);
  return outcomeOf(run);
}

function decideFirst(definition: Definition, command: InstanceCommand, facts: Facts): Decision {
  if (command.type !== 'submit') return { refuse: { code: 'notSubmitted', facts: {} } };
  if (command.actor.kind !== 'person') return { refuse: { code: 'personsOnly', facts: {} } };
  const { applicant, form, chosen } = command;
  const submitted = { type: 'submitted', at: facts.now, by: command.actor.personId, applicant, form, chosen } as const;
  const first = apply(null, submitted);
  if (!first) return { refuse: { code: 'notSubmitted', facts: {} } };
  const run = newRun(definition, facts, first);
  run.events.push(submitted);
  mustHaveChosen(run);
  if (!isStopped(run)) advance(run, definition.nodes[0]?.id ?? null, 'flow');
  if (!isStopped(run)) settleTimers(run);
  return outcomeOf(run);
}

/** Where the applicant chooses, he has chosen: at every node that the request is sure to reach. */
function mustHaveChosen(run: Run): undefined {
  for (const node of run.definition.nodes) {
    if (!asksPeople(node)) continue;
    for (const rule of node.approvers) {
      if (rule.kind !== 'applicantChosen') continue;
      const chosen = Object.hasOwn(run.state.chosen, node.id) ? run.state.chosen[node.id] : undefined;
      const count = new Set(chosen).size;
      if (count < rule.atLeast || count > rule.atMost) {
        refuse(run, 'chooseApprovers', { nodeId: node.id, atLeast: rule.atLeast, atMost: rule.atMost });
      }
    }
  }
}

/** Only people decide; only the system tells of timers and leavers; only administrators intervene. */
function isFrom(run: Run, command: InstanceCommand): boolean {
  switch (command.type) {
    case 'timerDue':
    case 'personLeft':
      if (command.actor.kind !== 'system') refuse(run, 'systemOnly', {});
      break;
    case 'reassign':
    case 'suspend':
    case 'resume':
    case 'terminate':
      if (command.actor.kind !== 'person') refuse(run, 'personsOnly', {});
      else if (!run.facts.mayAdminister) refuse(run, 'administratorsOnly', {});
      break;
    case 'resubmit':
    case 'withdraw':
    case 'urge':
      if (command.actor.kind !== 'person') refuse(run, 'personsOnly', {});
      else if (![run.state.applicant, run.state.submitter].includes(command.actor.personId)) {
        refuse(run, 'applicantOnly', {});
      }
      break;
    default:
      if (command.actor.kind !== 'person') refuse(run, 'personsOnly', {});
  }
  return !isStopped(run);
}

/** What can still be said after the end, and while suspended. */
function isInTime(run: Run, { type }: InstanceCommand): boolean {
  const always = type === 'comment' || type === 'copy' || type === 'confirmUrge' || type === 'disputeUrge';
  if (always) return true;
  if (type === 'submit') refuse(run, 'alreadySubmitted', {});
  else if (run.state.ended) {
    // A timer or a leaver that comes after the end has nothing to do.
    if (type === 'timerDue') refuse(run, 'timerGone', {});
    else if (type !== 'personLeft') refuse(run, 'alreadyEnded', run.state.ended);
  } else if (run.state.suspended && type !== 'resume' && type !== 'terminate' && type !== 'personLeft') {
    refuse(run, type === 'timerDue' ? 'timerGone' : 'suspended', {});
  }
  return !isStopped(run);
}

function decideOn(run: Run, command: InstanceCommand): undefined {
  const by = command.actor.kind === 'person' ? command.actor.personId : '';
  switch (command.type) {
    case 'submit':
      return;
    case 'resubmit':
      return resubmit(run, command, by);
    case 'act':
      return act(run, command, by);
    case 'takeBack':
      return takeBack(run, command, by);
    case 'transfer':
      return transfer(run, command, by);
    case 'addApprover':
      return addApprover(run, command, by);
    case 'removeApprover':
      return removeApprover(run, command, by);
    case 'return':
      return returnTo(run, command, by);
    case 'withdraw':
      return withdraw(run, command, by);
    case 'urge':
      return urge(run, command, by);
    case 'confirmUrge':
    case 'disputeUrge':
      return answerUrge(run, command, by);
    case 'comment':
      return emit(run, { type: 'commented', by, text: command.text, mentions: command.mentions });
    case 'copy':
      return copy(run, command, by);
    case 'timerDue':
      return timerDue(run, command);
    case 'personLeft':
      return personLeft(run, command);
    case 'reassign':
      return reassign(run, command, by);
    case 'suspend':
      return emit(run, { type: 'suspended', by, reason: command.reason });
    case 'resume':
      if (!run.state.suspended) return refuse(run, 'notSuspended', {});
      return emit(run, { type: 'resumed', by, reason: command.reason });
    case 'terminate':
      return emit(run, { type: 'ended', by, outcome: 'terminated', reason: command.reason });
  }
}

interface Task {
  readonly slot: Slot;
  readonly visit: Visit;
  readonly node: AskedNode;
}

/** The open task with this id, if it is the actor's (as principal or deputy); refused with what became of it otherwise. */
function ownTask(run: Run, slotId: SlotId, by: string): Task | undefined {
  const task = pendingTask(run, slotId);
  if (!task) return undefined;
  const { slot } = task;
  if (slot.person !== by && !slot.deputies.includes(by)) {
    if (slot.chain.includes(by)) refuse(run, 'alreadyHandled', { slotId, how: 'transferred', by: slot.person });
    else refuse(run, 'notYours', { slotId });
    return undefined;
  }
  if (slot.state === 'open') return task;
  refuse(run, 'notOpenYet', { slotId });
  return undefined;
}

function pendingTask(run: Run, slotId: SlotId): Task | undefined {
  const visit = visitOfSlot(run.state, slotId);
  const slot = findSlot(run.state, slotId);
  if (!visit || (!slot && visit.state !== 'cancelled')) {
    refuse(run, 'noSuchTask', { slotId });
    return undefined;
  }
  if (!slot || !isPending(slot)) {
    refuse(run, 'alreadyHandled', whatBecame(slotId, visit, slot));
    return undefined;
  }
  const node: FlowNode | undefined = run.route.get(visit.nodeId)?.node;
  if (node && asksPeople(node)) return { slot, visit, node };
  refuse(run, 'notAllowedHere', { nodeId: visit.nodeId });
  return undefined;
}

function whatBecame(slotId: SlotId, visit: Visit, slot: Slot | undefined) {
  if (slot?.answer) return { slotId, how: slot.state, by: slot.answer.by, at: slot.answer.at };
  const { closed } = visit;
  if (closed) return { slotId, how: closed.how, ...(closed.by && { by: closed.by }), at: closed.at };
  return { slotId, how: slot?.state ?? 'cancelled' };
}

/** What was seen and what was proved for this decision: at least what this node asks. */
function provenBy(run: Run, node: AskedNode) {
  const { evidence } = run.facts;
  if (!evidence) {
    refuse(run, 'evidenceMissing', { nodeId: node.id });
    return undefined;
  }
  const strengths = decisionStrength.options;
  if (strengths.indexOf(evidence.strength) < strengths.indexOf(node.strength)) {
    refuse(run, 'strengthTooLow', { asked: node.strength });
    return undefined;
  }
  return evidence;
}

function lacksOpinion(run: Run, node: AskedNode, text: string | undefined, approves: boolean): boolean {
  const required = node.opinion === 'required' || (node.opinion === 'unlessApproved' && !approves);
  if (!required || text?.trim()) return false;
  refuse(run, 'opinionRequired', { nodeId: node.id });
  return true;
}

function act(run: Run, { slotId, outcome, opinion }: CommandOf<'act'>, by: string): undefined {
  const task = ownTask(run, slotId, by);
  if (!task) return;
  const { node, slot } = task;
  if ((outcome === 'handle') !== (node.kind === 'handle')) return refuse(run, 'wrongOutcome', { nodeId: node.id });
  if (lacksOpinion(run, node, opinion?.text, outcome === 'approve')) return;
  const evidence = provenBy(run, node);
  if (!evidence) return;
  const as = { approve: 'approved', reject: 'rejected', handle: 'handled' } as const;
  emit(run, {
    type: 'acted',
    by,
    for: slot.person,
    slotId,
    outcome: as[outcome],
    evidence,
    ...(opinion && { opinion }),
  });
  settleVisit(run, by);
}

function resubmit(run: Run, { form, chosen }: CommandOf<'resubmit'>, by: string): undefined {
  const visit = currentVisit(run.state);
  if (visit?.kind !== 'start') return refuse(run, 'notReturned', {});
  emit(run, { type: 'resubmitted', by, visit: visit.number, form, chosen: { ...run.state.chosen, ...chosen } });
  mustHaveChosen(run);
  if (isStopped(run)) return;
  if (visit.straightTo === undefined) advance(run, run.definition.nodes[0]?.id ?? null, 'flow');
  else advance(run, visit.straightTo, 'straight');
}

function takeBack(run: Run, { slotId, reason }: CommandOf<'takeBack'>, by: string): undefined {
  const visit = visitOfSlot(run.state, slotId);
  const slot = findSlot(run.state, slotId);
  if (!visit) return refuse(run, 'noSuchTask', { slotId });
  if (visit.state === 'cancelled') return refuse(run, 'alreadyHandled', whatBecame(slotId, visit, slot));
  if (!slot) return refuse(run, 'noSuchTask', { slotId });
  if (visit.kind === 'start') return refuse(run, 'notAllowedHere', { nodeId: visit.nodeId });
  if (!slot.answer) return refuse(run, 'nothingToTakeBack', { slotId });
  // The principal and who acted for him may; another deputy may not.
  if (slot.person !== by && slot.answer.by !== by) return refuse(run, 'notYours', { slotId });
  const successor = successorWhoActed(run, visit, slot);
  if (successor) return refuse(run, 'successorActed', { slotId, ...successor });
  emit(run, { type: 'takenBack', by, for: slot.person, slotId, reason });
  settleVisit(run, by);
}

/** Somebody who acted because of this answer, or after it: in a later visit, or in this one where it led to him. */
function successorWhoActed(run: Run, visit: Visit, slot: Slot): { by?: string; at?: string } | undefined {
  for (const later of run.state.visits) {
    if (later.number <= visit.number) continue;
    const answered = later.slots.find((one) => one.answer);
    if (answered?.answer) return answered.answer;
    if (later.closed?.how === 'returned') return { by: later.closed.by, at: later.closed.at };
  }
  const node = run.route.get(visit.nodeId)?.node;
  const inSequence = node !== undefined && asksPeople(node) && node.mode.kind === 'sequence';
  const adder = slot.origin === 'before' ? slot.added?.by : undefined;
  return visit.slots.find(
    (one) =>
      one.answer &&
      (one.id === adder || isAddedAfter(visit, one, slot) || (inSequence && stepOf(visit, one) > stepOf(visit, slot))),
  )?.answer;
}

/** Who added this slot, who added him, and so on. */
function addersOf(visit: Visit, slot: Slot): Slot[] {
  const adder = slot.added && visit.slots.find((one) => one.id === slot.added?.by);
  return adder ? [adder, ...addersOf(visit, adder)] : [];
}

/** Asked because this answer was given: added after it, or by somebody who was. */
function isAddedAfter(visit: Visit, slot: Slot, answered: Slot): boolean {
  const line = [slot, ...addersOf(visit, slot)];
  return line.some((one) => one.origin === 'after' && one.added?.by === answered.id);
}

/** The place in the sequence: whoever was added shares the step of the voter it started from. */
function stepOf(visit: Visit, slot: Slot): number {
  return visit.slots.indexOf(addersOf(visit, slot).at(-1) ?? slot);
}

/** A person in service who may be asked at this node beside those asked already. */
function newApprover(run: Run, task: Task, person: string, purpose: string): FoundPerson | undefined {
  const { node, visit } = task;
  const answer = askPeople(run, `${node.id}:${purpose}.${person}`, node.id, { kind: 'named', people: [person] });
  if (!answer) return undefined;
  const found = answer.find((one) => one.id === person);
  if (!found) refuse(run, 'personNotFound', { person });
  else if (person === run.state.applicant && node.self !== 'acts') refuse(run, 'applicantCannotApprove', { person });
  else if (visit.slots.some((one) => one.person === person && isAskedStill(one))) {
    refuse(run, 'alreadyApprover', { person });
  }
  return found && withoutApplicant(run.state, node, found);
}

function isAskedStill(slot: Slot): boolean {
  return isPending(slot) || slot.state === 'approved' || slot.state === 'rejected' || slot.state === 'handled';
}

function transfer(run: Run, { slotId, to, reason }: CommandOf<'transfer'>, by: string): undefined {
  const task = ownTask(run, slotId, by);
  if (!task) return;
  if (!task.node.allow.transfer) return refuse(run, 'notAllowedHere', { nodeId: task.node.id });
  const found = newApprover(run, task, to, 'transfer');
  if (!found || isStopped(run)) return;
  emit(run, { type: 'transferred', by, slotId, from: task.slot.person, to, deputies: found.deputies, reason });
}

function reassign(run: Run, { slotId, to, reason }: CommandOf<'reassign'>, by: string): undefined {
  const task = pendingTask(run, slotId);
  if (!task) return;
  const found = newApprover(run, task, to, 'reassign');
  if (!found || isStopped(run)) return;
  const { deputies } = found;
  const from = task.slot.person;
  emit(run, { type: 'reassigned', by, why: 'administrator', slotId, from, to, deputies, found: [], reason });
}

function addApprover(run: Run, command: CommandOf<'addApprover'>, by: string): undefined {
  const task = ownTask(run, command.slotId, by);
  if (!task) return;
  const { node, visit, slot } = task;
  const { place, needs, reason } = command;
  if (!node.allow.addApprover) return refuse(run, 'notAllowedHere', { nodeId: node.id });
  if (slot.origin === 'before' && place !== 'before') return refuse(run, 'beforeOnly', { slotId: slot.id });
  const people = [...new Set(command.people)].map((person) => newApprover(run, task, person, 'add'));
  if (isStopped(run)) return;
  // Alongside one who was added after: he joins that adding.
  const joins = place === 'alongside' && slot.origin === 'after' ? slot.added : undefined;
  const origin = joins ? 'after' : place;
  const added = joins ?? { by: slot.id, group: visit.slots.length + 1, needs };
  const slots = people
    .filter((person) => person !== undefined)
    .map((person, index) =>
      newSlot(visit.number, visit.slots.length + index + 1, { ...person, state: 'waiting' }, origin, added),
    );
  emit(run, { type: 'approversAdded', by, for: slot.person, slotId: slot.id, place, slots, reason });
  settleVisit(run, by);
}

function removeApprover(run: Run, { slotId, reason }: CommandOf<'removeApprover'>, by: string): undefined {
  const task = pendingTask(run, slotId);
  if (!task) return;
  const { slot, visit, node } = task;
  const adder = visit.slots.find((one) => one.id === slot.added?.by);
  const mayRemove = adder && (run.facts.mayAdminister || adder.person === by || adder.deputies.includes(by));
  if (!mayRemove) return refuse(run, 'notAddedByYou', { slotId });
  // Whom he added himself, and who hasn't answered, goes with him.
  const withHim = visit.slots.filter((one) => isPending(one) && (one === slot || addersOf(visit, one).includes(slot)));
  const isLast = visit.slots.every((one) => !isPending(one) || withHim.includes(one));
  if (isLast && tallyOf(node, visit) === null) return refuse(run, 'lastOpenTask', { slotId });
  const removed = withHim.map((one) => one.id);
  emit(run, { type: 'approverRemoved', by, slotId, removed, reason });
  settleVisit(run, by);
}

function returnTo(run: Run, { slotId, to, afterwards, opinion }: CommandOf<'return'>, by: string): undefined {
  const task = ownTask(run, slotId, by);
  if (!task) return;
  const { node, slot } = task;
  if (to.kind === 'applicant') {
    if (!node.returns.applicant) return refuse(run, 'targetNotAllowed', {});
  } else {
    const { nodes } = node.returns;
    if (nodes !== 'anyPassed' && !nodes.includes(to.nodeId)) {
      return refuse(run, 'targetNotAllowed', { nodeId: to.nodeId });
    }
    if (!passedVisit(run, to.nodeId)) return refuse(run, 'targetNotPassed', { nodeId: to.nodeId });
  }
  if (lacksOpinion(run, node, opinion?.text, false)) return;
  const evidence = provenBy(run, node);
  if (!evidence) return;
  goBack(run, node.id, { by, for: slot.person, slotId, to, afterwards, evidence, ...(opinion && { opinion }) });
}

function withdraw(run: Run, { reason }: CommandOf<'withdraw'>, by: string): undefined {
  const rule = run.definition.withdraw;
  const decided = run.state.visits.some((visit) => visit.kind !== 'start' && visit.slots.some((slot) => slot.answer));
  if (rule === 'never' || (rule === 'beforeFirstDecision' && decided)) {
    return refuse(run, 'withdrawNotAllowed', { rule });
  }
  emit(run, { type: 'ended', by, outcome: 'withdrawn', reason });
}

function urge(run: Run, command: CommandOf<'urge'>, by: string): undefined {
  const { now } = run.facts;
  const { channel, text } = command;
  const visit = currentVisit(run.state);
  if (!visit || visit.kind === 'start') return refuse(run, 'withApplicant', {});
  if (channel !== 'app' && (!command.slotIds || !command.happenedAt)) return refuse(run, 'urgeNeedsDetails', {});
  const open = visit.slots.filter((slot) => slot.state === 'open');
  const happenedAt = channel === 'app' ? now : (command.happenedAt ?? now);
  const slots: Slot[] = [];
  for (const slotId of new Set(command.slotIds ?? open.map((slot) => slot.id))) {
    const task = pendingTask(run, slotId);
    if (!task) return;
    if (task.slot.state !== 'open') return refuse(run, 'notOpenYet', { slotId });
    slots.push(task.slot);
    const from = task.slot.openedAt ?? now;
    if (!(Date.parse(from) <= Date.parse(happenedAt) && Date.parse(happenedAt) <= Date.parse(now))) {
      return refuse(run, 'urgeTimeWrong', { from, to: now });
    }
    const last = run.state.urges.findLast(
      (one) => one.channel === channel && one.asked.some((asked) => asked.slotId === slotId),
    );
    const next = last ? Date.parse(last.at) + run.definition.urge.everyMinutes * 60_000 : 0;
    if (Date.parse(now) < next) return refuse(run, 'urgeTooSoon', { nextAt: new Date(next).toISOString() });
  }
  emit(run, {
    type: 'urged',
    urge: {
      id: `u${run.state.urges.length + 1}`,
      channel,
      by,
      at: now,
      happenedAt,
      asked: slots.map((slot) => ({ slotId: slot.id, person: slot.person })),
    },
    text,
  });
}

function answerUrge(run: Run, command: CommandOf<'confirmUrge'> | CommandOf<'disputeUrge'>, by: string): undefined {
  const { urgeId, slotId } = command;
  const one = run.state.urges.find((urged) => urged.id === urgeId);
  const asked = one?.asked.find((each) => each.slotId === slotId);
  if (!one || !asked) return refuse(run, 'noSuchUrge', {});
  if (asked.person !== by) return refuse(run, 'notYours', { slotId });
  if (one.channel === 'app') return refuse(run, 'urgeNeedsNoAnswer', {});
  if (asked.answer) return refuse(run, 'urgeAlreadyAnswered', { answer: asked.answer });
  const answer = command.type === 'confirmUrge' ? 'confirmed' : 'disputed';
  const reason = command.type === 'disputeUrge' ? command.reason : undefined;
  emit(run, { type: 'urgeAnswered', by, urgeId, slotId, answer, reason });
}

function copy(run: Run, { people }: CommandOf<'copy'>, by: string): undefined {
  const { applicant, submitter, visits, copied } = run.state;
  const takesPart =
    by === applicant ||
    by === submitter ||
    visits.some((visit) => visit.slots.some((slot) => slot.person === by || slot.deputies.includes(by)));
  if (!takesPart) return refuse(run, 'participantsOnly', {});
  const wanted = [...new Set(people)].filter((id) => !copied.includes(id));
  if (wanted.length === 0) return refuse(run, 'alreadyCopied', {});
  const rule = { kind: 'named' as const, people: wanted };
  const answer = askPeople(run, 'copy', run.definition.start.id, rule);
  if (!answer) return;
  const missing = wanted.find((id) => !answer.some((person) => person.id === id));
  if (missing !== undefined) return refuse(run, 'personNotFound', { person: missing });
  emit(run, { type: 'copied', by, people: wanted, found: [{ rule, people: wanted }] });
}

function timerDue(run: Run, { timerId }: CommandOf<'timerDue'>): undefined {
  const timer = run.state.timers.find((one) => one.id === timerId);
  if (!timer) return refuse(run, 'timerGone', {});
  const { slotId, count } = timer;
  if (timer.purpose === 'overdue') return emit(run, { type: 'overdue', timerId, slotId });
  emit(run, { type: 'reminded', timerId, slotId, count });
  const node = run.route.get(timer.nodeId)?.node;
  const limit = (node && asksPeople(node) ? node.limit : undefined) ?? run.definition.limit;
  if (limit?.reminder && count < limit.reminder.times) {
    const { id: _, ...again } = timer;
    setTimer(run, { ...again, count: count + 1 });
  }
}

/** 离职: the tasks of a leaver go to the named successor, else the supervisor, else a process administrator. */
function personLeft(run: Run, { person }: CommandOf<'personLeft'>): undefined {
  const visit = currentVisit(run.state);
  const node = visit && run.route.get(visit.nodeId)?.node;
  if (!visit || !node || !asksPeople(node)) return;
  const slots = visit.slots.filter((slot) => isPending(slot) && slot.person === person);
  if (slots.length === 0) return;
  const rules = [
    { kind: 'successorOf' as const, person },
    { kind: 'supervisorOf' as const, person, level: 1 },
    { kind: 'processAdministrator' as const },
  ];
  const answers = rules.map((rule) => ({
    rule,
    people: askPeople(run, `${node.id}:left.${rule.kind}`, node.id, rule),
  }));
  if (isStopped(run)) return;
  const able = answers
    .flatMap((answer) => answer.people ?? [])
    .filter((one) => one.id !== person && (node.self === 'acts' || one.id !== run.state.applicant));
  // Rather somebody who isn't asked here yet; but better twice than nobody.
  const to = able.find((one) => !visit.slots.some((slot) => slot.person === one.id && isAskedStill(slot))) ?? able[0];
  if (!to) return refuse(run, 'noSuccessor', { person });
  const { deputies } = withoutApplicant(run.state, node, to);
  const found = answers.map(({ rule, people }) => ({ rule, people: (people ?? []).map((one) => one.id) }));
  for (const slot of slots) {
    emit(run, { type: 'reassigned', why: 'left', slotId: slot.id, from: person, to: to.id, deputies, found });
  }
}
