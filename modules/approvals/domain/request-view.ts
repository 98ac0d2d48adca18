import type { Words } from '#kernel/contract/words.ts';
import type { Definition } from '../contract/definition.ts';
import type { Evidence } from '../contract/facts.ts';
import type { InstanceState, Slot, Visit } from '../contract/instance.ts';
import type { EventOf, InstanceEvent } from '../contract/instance-event.ts';
import type { ProcessKind } from '../contract/process-kind.ts';
import type { RequestView, Signed } from '../contract/request.ts';
import { apply } from './apply.ts';
import { branchesOf, everyNode } from './flow-graph.ts';
import { sameValue } from './form/apply-permissions.ts';
import { hiddenFrom } from './form/reader-rights.ts';
import { isThere, shownField, withoutColumns } from './form/shown-field.ts';
import { routeOf } from './route.ts';

/** Everything that a view is made from: what was stored, up to one revision. */
export interface RequestRecord {
  readonly requestId: string;
  readonly number: string;
  readonly kind: ProcessKind;
  readonly definition: Definition;
  readonly events: readonly InstanceEvent[];
  /** Contents of the form by their number. */
  readonly forms: ReadonlyMap<number, Readonly<Record<string, unknown>>>;
}

/** What the flow does by itself and nobody needs to read; the steps show it. */
const unshown: ReadonlySet<InstanceEvent['type']> = new Set([
  'slotsChanged',
  'timerSet',
  'timerCancelled',
  'branchTaken',
  'branchArrived',
  'wentTo',
  'called',
  'nodeEntered',
  'nodeLeft',
]);

/** That a condition couldn't be evaluated is told. */
const isUnshown = (event: InstanceEvent): boolean =>
  unshown.has(event.type) && !(event.type === 'branchTaken' && event.faulty);

/**
 * A request as a reader is shown it after its first `revision` events. Pure: the same record and revision give the same view.
 * `seesAll`: the reader needs the sensitive fields (applicant, submitter, approvers; others by their role).
 * `readerId`: what the steps at which this person was asked hide from him isn't there. `undefined` where there were no events yet.
 */
export function requestView(
  record: RequestRecord,
  revision: number,
  seesAll: boolean,
  readerId?: string,
): RequestView | undefined {
  const events = record.events.slice(0, revision);
  const first = events[0];
  if (first?.type !== 'submitted') return undefined;
  const { state, visits } = foldVisits(events);
  if (!state) return undefined;
  const form = record.forms.get(state.form) ?? {};
  const { title, ...summary } = record.kind.summary(form);
  const ended = events.findLast((event) => event.type === 'ended');
  const isApplicant = readerId !== undefined && (readerId === state.applicant || readerId === state.submitter);
  const isHidden = hiddenFrom(record.definition, visits, { personId: readerId, isApplicant });
  return {
    requestId: record.requestId,
    revision: events.length,
    number: record.number,
    kind: record.kind.name,
    title: title ?? record.kind.title,
    summary,
    applicantId: state.applicant,
    submitterId: state.submitter,
    submittedAt: first.at,
    status: state.status,
    suspended: state.suspended,
    ...(state.ended && ended && { endedAt: state.ended.at }),
    ...(state.effectiveOn !== undefined && { effectiveOn: state.effectiveOn }),
    ...(state.urgent !== undefined && { urgent: state.urgent }),
    ...(state.objectedAt !== undefined && { objectedAt: state.objectedAt }),
    duties: state.duties.map(({ slotId, executor, deadline, done }) => ({
      slotId,
      executor,
      ...(deadline !== undefined && { deadline }),
      ...(done && outcomeOf(events, slotId)),
    })),
    ...(state.outcomeAt !== undefined && outcomeOf(events, undefined)),
    ...(state.ended && ended?.reason !== undefined && { endReason: ended.reason }),
    fields: record.kind.fields
      .filter((field) => isThere(field, form[field.name]) && !isHidden(field.name))
      .map((field) => shownField(withoutColumns(field, isHidden), form[field.name], seesAll)),
    steps: stepsOf(record, visits, events, first.at),
    history: events.flatMap((event, index) =>
      isUnshown(event) ? [] : [{ ...lineOf(event, index + 1), ...changedBy(record, event, isHidden) }],
    ),
    urges: state.urges.map((urge) => ({
      urgeId: urge.id,
      channel: urge.channel,
      by: urge.by,
      at: urge.at,
      happenedAt: urge.happenedAt,
      ...textOfUrge(events, urge.id),
      asked: urge.asked.map(({ slotId, person, answer }) => ({
        slotId,
        personId: person,
        ...(answer && { answer, ...reasonOfAnswer(events, urge.id, slotId) }),
      })),
    })),
  };
}

/** Of a changed form: the fields that say something else than in the content before, those that the reader may know of. */
function changedBy(
  record: RequestRecord,
  event: InstanceEvent,
  isHidden: (field: string) => boolean,
): { changed?: Words[] } {
  if (event.type !== 'formEdited') return {};
  const before = record.forms.get(event.form - 1);
  const after = record.forms.get(event.form);
  if (!before || !after) return {};
  const changed = record.kind.fields
    .filter(({ name }) => !isHidden(name) && !sameValue(before[name], after[name]))
    .map(({ label }) => label);
  return changed.length > 0 ? { changed } : {};
}

function outcomeOf(events: readonly InstanceEvent[], slotId: string | undefined) {
  const recorded = events.findLast((event) => event.type === 'outcomeRecorded' && event.slotId === slotId);
  if (recorded?.type !== 'outcomeRecorded') return {};
  const { by, at, text, files } = recorded;
  return { outcome: { by, at, text, ...(files && { files }) } };
}

/** The state, and every visit with its people, also those that were cancelled since and keep none in the state. */
function foldVisits(events: readonly InstanceEvent[]): { state: InstanceState | null; visits: readonly Visit[] } {
  let state: InstanceState | null = null;
  const visits = new Map<number, Visit>();
  for (const event of events) {
    state = apply(state, event);
    for (const visit of state?.visits ?? []) {
      const before = visits.get(visit.number);
      const emptied = visit.slots.length === 0 && before && before.slots.length > 0;
      visits.set(visit.number, emptied ? { ...visit, slots: before.slots.map(withdrawn) } : visit);
    }
  }
  return { state, visits: [...visits.values()] };
}

function withdrawn(slot: Slot): Slot {
  return slot.state === 'open' || slot.state === 'waiting' ? { ...slot, state: 'cancelled' } : slot;
}

function stepsOf(
  record: RequestRecord,
  visits: readonly Visit[],
  events: readonly InstanceEvent[],
  submittedAt: string,
): RequestView['steps'] {
  const { start, nodes } = record.definition;
  const route = routeOf(record.definition);
  const nodeOf = (id: string) => route.get(id)?.node;
  const branchOf = ({ in: scope }: Visit) => {
    if (!scope) return {};
    const fork = nodeOf(visits.find((one) => one.number === scope.visit)?.nodeId ?? '');
    const branch = fork && branchesOf(fork).find((one) => one.id === scope.branch);
    return { branch: { visit: scope.visit, id: scope.branch, name: nodeName(branch) } };
  };
  const answers = answersBySlot(events);
  const steps: RequestView['steps'] = [
    { nodeId: start.id, name: nodeName(start), kind: 'start', state: 'passed', enteredAt: submittedAt, slots: [] },
  ];
  for (const event of events) {
    if (event.type === 'copied' && !event.by) {
      const node = event.nodeId === undefined ? undefined : nodeOf(event.nodeId);
      steps.push({
        nodeId: event.nodeId ?? '',
        name: nodeName(node),
        kind: 'copy',
        state: 'copied',
        enteredAt: event.at,
        slots: [],
        copied: event.people,
      });
    }
    if (event.type !== 'nodeEntered') continue;
    const visit = visits.find((one) => one.number === event.visit.number);
    if (!visit) continue;
    const node = nodeOf(visit.nodeId);
    steps.push({
      nodeId: visit.nodeId,
      name: nodeName(node ?? start),
      kind: visit.kind,
      ...(node && 'mode' in node && { mode: node.mode.kind }),
      visit: visit.number,
      state: visit.state,
      enteredAt: event.at,
      ...(visit.closed && { leftAt: visit.closed.at }),
      slots: visit.slots.map((slot) => shownSlot(slot, answers.get(slot.id))),
      ...branchOf(visit),
      ...(visit.claimed !== undefined && { claimed: visit.claimed }),
      ...(visit.call && { call: visit.call.state }),
      ...(visit.children && { children: visit.children }),
    });
  }
  // Outside all branches one visit is open.
  const current = visits.findLast((visit) => visit.state === 'open' && !visit.in);
  if (!current || current.kind === 'revoke') return steps;
  const reached = nodes.findIndex((node) => everyNode([node]).some((one) => one.id === current.nodeId));
  for (const node of nodes.slice(reached + 1)) {
    // Which way it goes from here isn't known yet.
    if (node.kind === 'condition' || node.kind === 'inclusive' || node.kind === 'goto') break;
    steps.push({
      nodeId: node.id,
      name: nodeName(node),
      kind: node.kind,
      ...('mode' in node && { mode: node.mode.kind }),
      state: 'ahead',
      slots: [],
    });
  }
  return steps;
}

function shownSlot(
  slot: Slot,
  answer: EventOf<'acted' | 'passedUp'> | undefined,
): RequestView['steps'][number]['slots'][number] {
  return {
    slotId: slot.id,
    personId: slot.person,
    state: slot.state,
    origin: slot.origin,
    overdue: slot.overdue,
    ...(slot.openedAt !== undefined && { askedAt: slot.openedAt }),
    ...(slot.answer && { by: slot.answer.by, answeredAt: slot.answer.at }),
    ...(slot.answer && answer?.opinion && { opinion: answer.opinion }),
    ...(slot.answer && answer && { signed: howSigned(answer.evidence) }),
  };
}

function answersBySlot(events: readonly InstanceEvent[]): ReadonlyMap<string, EventOf<'acted' | 'passedUp'>> {
  return new Map(
    events.flatMap((event) =>
      event.type === 'acted' || event.type === 'passedUp' ? [[event.slotId, event] as const] : [],
    ),
  );
}

function textOfUrge(events: readonly InstanceEvent[], urgeId: string): { text?: string } {
  const urged = events.find((event) => event.type === 'urged' && event.urge.id === urgeId);
  return urged?.type === 'urged' && urged.text !== undefined ? { text: urged.text } : {};
}

function reasonOfAnswer(events: readonly InstanceEvent[], urgeId: string, slotId: string): { reason?: string } {
  const answered = events.find(
    (event) => event.type === 'urgeAnswered' && event.urgeId === urgeId && event.slotId === slotId,
  );
  return answered?.type === 'urgeAnswered' && answered.reason !== undefined ? { reason: answered.reason } : {};
}

/** What a step or a branch is called, in both languages; nothing for the copies at the end, which are no step of the flow. */
export function nodeName(node: { readonly name: string | Words } | undefined): Words {
  const name = node?.name ?? '';
  return typeof name === 'string' ? { zh: name, en: name } : name;
}

/** How a decision was signed, as everybody who may read it is told. */
function howSigned({ strength, signedIn, signature }: Evidence): Signed {
  return {
    strength,
    signedIn: signedIn.strength,
    confirmedAt: signedIn.freshAt,
    ...(signature && { keyId: signature.keyId }),
  };
}

/** One line of the history: who, what, to whom, and what was said with it. */
function lineOf(event: InstanceEvent, seq: number): RequestView['history'][number] {
  const line: RequestView['history'][number] = { seq, at: event.at, what: event.type };
  if ('by' in event && event.by !== undefined) line.by = event.by;
  if ('for' in event && event.for !== ('by' in event ? event.by : undefined)) line.for = event.for;
  if ('reason' in event && event.reason !== undefined) line.reason = event.reason;
  if ('opinion' in event && event.opinion) line.opinion = event.opinion;
  if ('outcome' in event) line.outcome = event.outcome;
  if ('evidence' in event && event.evidence) line.signed = howSigned(event.evidence);
  if ('text' in event && event.text !== undefined) line.text = event.text;
  switch (event.type) {
    case 'transferred':
    case 'reassigned':
      return { ...line, for: event.from, to: [event.to] };
    case 'approversAdded':
      return { ...line, to: event.slots.map((slot) => slot.person), outcome: event.place };
    case 'deputiesSet':
      return { ...line, for: event.person, to: event.deputies };
    case 'delegated':
      return { ...line, to: [event.slot.person] };
    case 'passedUp':
      return { ...line, slotId: event.slotId, to: [event.to] };
    case 'lapsed':
      return { ...line, slotId: event.slotId };
    case 'jumped':
      return { ...line, nodeId: event.to };
    case 'branchTaken':
      return { ...line, nodeId: event.nodeId };
    case 'callAnswered':
      return { ...line, outcome: event.ok ? 'done' : 'failed', ...(event.error && { text: event.error }) };
    case 'revocationDropped':
      return { ...line, outcome: event.how };
    case 'copied':
      return { ...line, to: event.people };
    case 'commented':
      return {
        ...line,
        ...(event.mentions.length > 0 && { to: event.mentions }),
        ...(event.files && { files: event.files }),
      };
    case 'outcomeRecorded':
      return event.files ? { ...line, files: event.files.map(({ fileId }) => fileId) } : line;
    case 'urged':
      return {
        ...line,
        by: event.urge.by,
        to: event.urge.asked.map((one) => one.person),
        outcome: event.urge.channel,
      };
    case 'urgeAnswered':
      return { ...line, outcome: event.answer };
    case 'returned':
      return { ...line, slotId: event.slotId, ...(event.to.kind === 'node' && { nodeId: event.to.nodeId }) };
    default:
      return line;
  }
}

/** Ids of everybody who occurs in a view. */
export function peopleInView(view: RequestView): string[] {
  const ids = new Set([view.applicantId, view.submitterId]);
  for (const step of view.steps) {
    for (const id of step.copied ?? []) ids.add(id);
    for (const slot of step.slots) {
      ids.add(slot.personId);
      if (slot.by) ids.add(slot.by);
      if (slot.opinion?.executor) ids.add(slot.opinion.executor);
    }
  }
  for (const { executor, outcome } of view.duties) {
    ids.add(executor);
    if (outcome) ids.add(outcome.by);
  }
  if (view.outcome) ids.add(view.outcome.by);
  for (const line of view.history) {
    for (const id of [line.by, line.for, line.opinion?.executor, ...(line.to ?? [])]) if (id) ids.add(id);
  }
  return [...ids];
}
