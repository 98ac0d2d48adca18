import type { JsonValue } from '#kernel/server/chain/canonical-json.ts';
import { nextLink } from '#kernel/server/chain/next-link.ts';
import type { DecideContext } from '#kernel/server/context.ts';
import { togetherWriter } from '#kernel/server/together/together-writer.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import type { LoadedRequest } from './load-request.ts';
import { changesOf, type RequestChanges } from './request-changes.ts';

type Seals = Pick<DecideContext<ApprovalsTables>, 'now' | 'newId' | 'prepareEvidence' | 'record'>;

/** A request that doesn't exist yet: what the first step writes beside the events. */
export interface NewRequest {
  readonly definitionVersion: number;
  readonly submitterId: string;
  /** The applicant's main department now. */
  readonly departmentId: string | null;
}

/** What the first record of a request says of it beside its events. */
export interface SealedRequest {
  readonly number: string;
  readonly kind: string;
  readonly definitionVersion: number;
  readonly employerId: string;
  readonly departmentId?: string | null | undefined;
}

/** One decided step, to be written. `request` is what it was decided on; for a new request its revision is 0. */
export interface Step {
  readonly request: LoadedRequest;
  readonly created?: NewRequest;
  readonly events: readonly InstanceEvent[];
  readonly state: InstanceState;
  /** A new content of the form, under the number that the state names. */
  readonly form?: Readonly<Record<string, unknown>>;
}

/** A step as rows: what the statement below takes of it. */
export interface StepRows {
  readonly request: Readonly<Record<string, unknown>>;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly changes: RequestChanges;
}

const created = `moved as (insert into approvals.instance (id, kind, definition_version, number, applicant_id, submitter_id,
    employer_id, department_id, submitted_at, revision, status, state, form, summary, changed_at, ended_at, head)
  select x.id, x.kind, x.definition_version, x.number, x.applicant_id, x.submitter_id, x.employer_id, x.department_id, x.at, x.revision, x.status,
    x.state, x.form, x.summary, x.at, x.ended_at, decode(x.head, 'hex') from x
  on conflict do nothing returning id)`;
const moved = (
  lock: string,
) => `held as (select i.id from approvals.instance i join x on i.id = x.id and i.revision = x.before ${lock}),
  moved as (update approvals.instance i set revision = x.revision, status = x.status, state = x.state,
      form = coalesce(x.form, i.form), summary = coalesce(x.summary, i.summary), changed_at = x.at, ended_at = x.ended_at, head = decode(x.head, 'hex'),
      definition_version = coalesce(x.definition_version, i.definition_version)
    from x join held using (id) where i.id = x.id returning i.id)`;

/** Everything of steps of different requests in one statement, which writes nothing of a request that has moved on meanwhile. */
const ctes = (first: string) => `x as (
    select * from jsonb_to_recordset($1::jsonb) as x(n int, id uuid, kind text, definition_version int, number text,
      applicant_id uuid, submitter_id uuid, employer_id uuid, department_id uuid, at timestamptz, before int, revision int, status text, state jsonb,
      form jsonb, summary jsonb, ended_at timestamptz, head text, form_number int)),
  ${first},
  happened as (insert into approvals.event (instance_id, seq, at, body, evidence_id, commitment, algorithm, hash)
    select e.id, e.seq, e.at, e.body, e.evidence_id, decode(e.commitment, 'hex'), e.algorithm, decode(e.hash, 'hex')
    from jsonb_to_recordset($2::jsonb) as e(id uuid, seq int, at timestamptz, body jsonb, evidence_id uuid, commitment text,
      algorithm text, hash text) join moved using (id)),
  content as (insert into approvals.form_content (instance_id, form, content)
    select x.id, x.form_number, x.form from x join moved using (id) where x.form_number is not null),
  closed as (delete from approvals.task t using moved, json_to_recordset($3::json) as c(id uuid, slot_id text, holder_id uuid)
    where c.id = moved.id and t.instance_id = c.id and t.slot_id = c.slot_id and t.holder_id = c.holder_id),
  opened as (insert into approvals.task (instance_id, slot_id, holder_id, principal_id, kind, task_kind, opened_at)
    select o.id, o.slot_id, o.holder_id, o.principal_id, x.kind, o.task_kind, o.opened_at
    from json_to_recordset($4::json) as o(id uuid, slot_id text, holder_id uuid, principal_id uuid, task_kind text,
      opened_at timestamptz) join moved using (id) join x using (id)),
  marked as (update approvals.task t set principal_id = m.principal_id, overdue = m.overdue, urged_at = coalesce(m.urged_at, t.urged_at)
    from moved, json_to_recordset($5::json) as m(id uuid, slot_id text, holder_id uuid, principal_id uuid, overdue boolean, urged_at timestamptz)
    where m.id = moved.id and t.instance_id = m.id and t.slot_id = m.slot_id and t.holder_id = m.holder_id),
  undone as (delete from approvals.done d using moved, json_to_recordset($6::json) as u(id uuid, slot_id text)
    where u.id = moved.id and d.instance_id = u.id and d.slot_id = u.slot_id),
  dealt as (insert into approvals.done (person_id, instance_id, slot_id, at, outcome)
    select d.person_id, d.id, d.slot_id, d.at, d.outcome
    from json_to_recordset($7::json) as d(id uuid, person_id uuid, slot_id text, at timestamptz, outcome text) join moved using (id)
    on conflict (person_id, instance_id, slot_id) do update set at = excluded.at, outcome = excluded.outcome),
  took_part as (insert into approvals.participant as p (instance_id, person_id, part, sees_all, since)
    select n.id, n.person_id, n.part, n.sees_all, x.at
    from json_to_recordset($8::json) as n(id uuid, person_id uuid, part text, sees_all boolean)
    join moved using (id) join x using (id)
    on conflict (instance_id, person_id, part) do update set sees_all = p.sees_all or excluded.sees_all),
  written as (select x.n from x join moved using (id))`;

function values(rows: readonly StepRows[]): unknown[] {
  const all = (of: (step: StepRows) => readonly object[]) =>
    JSON.stringify(rows.flatMap((step) => of(step).map((row) => ({ id: step.request.id, ...row }))));
  return [
    JSON.stringify(rows.map(({ request }, n) => ({ n, ...request }))),
    all(({ events }) => events),
    all(({ changes }) => changes.closed.map((task) => ({ slot_id: task.slotId, holder_id: task.holderId }))),
    all(({ changes }) =>
      changes.opened.map((task) => ({
        slot_id: task.slotId,
        holder_id: task.holderId,
        principal_id: task.principalId,
        task_kind: task.taskKind,
        opened_at: task.openedAt,
      })),
    ),
    all(({ changes }) => changes.marked),
    all(({ changes }) => changes.undone.map((slot_id) => ({ slot_id }))),
    all(({ changes }) => changes.dealt),
    all(({ changes }) => changes.parts),
  ];
}

/** Writes steps of requests that exist: if they still stand at the revision that the step was decided on. */
export const stepWriter = togetherWriter<StepRows>({
  name: 'approvals.step',
  parameters: 8,
  ctes: (lock) => ctes(moved(lock)),
  values,
});

/** Writes new requests with their first step; not one whose id is taken. */
export const firstStepWriter = togetherWriter<StepRows>({
  name: 'approvals.firstStep',
  parameters: 8,
  ctes: () => ctes(created),
  values,
});

/** The one word of the lists; where the kind's module is gone, it stays what it was. */
const summaryOf = ({ kind, summary }: LoadedRequest, form: NonNullable<Step['form']>) =>
  kind.fields.length > 0 ? kind.summary(form) : summary;

/** A step as it is going to be written: its events sealed together, in one record that is linked to the step before. */
export async function stepRows(context: Seals, step: Step): Promise<StepRows> {
  const { request, events, state } = step;
  const [first] = events;
  if (!first) throw new Error('a step without events');
  const evidence = await context.prepareEvidence({
    id: context.newId(),
    chain: `approval:${request.id}`,
    kind: `approvals.${first.type}`,
    at: first.at,
    subjectPersonId: request.applicantId,
    record: {
      requestId: request.id,
      seq: request.revision + 1,
      events,
      ...(step.created && { request: requestFacts(step, step.created) }),
      // A content of the form is proved with the events that it came with.
      ...(step.form && { form: { number: state.form, content: step.form } }),
    } as unknown as JsonValue,
  });
  context.record(evidence);
  const { algorithm, hash } = nextLink(request.head, evidence.commitment, request.revision + 1, {
    evidenceId: evidence.id,
  });
  const rows = events.map((event, index) => ({
    seq: request.revision + index + 1,
    at: event.at,
    body: event,
    ...(index === 0 && {
      evidence_id: evidence.id,
      commitment: evidence.commitment.toString('hex'),
      algorithm,
      hash: hash.toString('hex'),
    }),
  }));
  return {
    request: {
      id: request.id,
      kind: request.kind.name,
      definition_version: step.created?.definitionVersion ?? movedTo(events) ?? null,
      number: request.number,
      applicant_id: request.applicantId,
      submitter_id: step.created?.submitterId ?? null,
      employer_id: request.employerId,
      department_id: step.created?.departmentId ?? null,
      at: context.now.toString(),
      before: request.revision,
      revision: request.revision + events.length,
      status: state.status,
      state,
      // A form that stays is neither sent nor written anew.
      form: step.form ?? null,
      summary: step.form ? summaryOf(request, step.form) : null,
      ended_at: state.ended?.at ?? null,
      head: hash.toString('hex'),
      form_number: step.form ? state.form : null,
    },
    events: rows,
    changes: changesOf(step.created ? null : request.state, events, state, request.kind.copiesSeeAll),
  };
}

/** What stands with a request for ever and in none of its events; sealed with the first step. */
function requestFacts({ request }: Step, created: NewRequest): SealedRequest {
  const { number, kind, employerId } = request;
  const { definitionVersion, departmentId } = created;
  return { number, kind: kind.name, definitionVersion, employerId, departmentId };
}

/** The version that a request goes on by after these events. */
const movedTo = (events: Step['events']): number | undefined =>
  events.findLast((event) => event.type === 'migrated')?.version;
