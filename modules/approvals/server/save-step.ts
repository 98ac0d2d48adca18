import { CompiledQuery } from 'kysely';
import { nextLink } from '#kernel/server/chain/next-link.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import type { LoadedRequest } from './load-request.ts';
import { changesOf, type RequestChanges } from './request-changes.ts';

type Writes = Pick<CommandContext<ApprovalsTables>, 'db' | 'now' | 'newId' | 'prepareEvidence'>;

/** A request that doesn't exist yet: what the first step writes beside the events. */
export interface NewRequest {
  readonly definitionVersion: number;
  readonly submitterId: string;
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

const created = `insert into approvals.instance (id, kind, definition_version, number, applicant_id, submitter_id, employer_id,
    submitted_at, revision, status, state, form, summary, changed_at, ended_at, head)
  select x.id, x.kind, x.definition_version, x.number, x.applicant_id, x.submitter_id, x.employer_id, x.at, x.revision, x.status,
    x.state, x.form, x.summary, x.at, x.ended_at, decode(x.head, 'hex') from x
  on conflict do nothing returning id`;
const moved = `update approvals.instance i set revision = x.revision, status = x.status, state = x.state, form = x.form,
    summary = x.summary, changed_at = x.at, ended_at = x.ended_at, head = decode(x.head, 'hex')
  from x where i.id = x.id and i.revision = x.before returning i.id`;

/** Everything of a step in one statement, which writes nothing where the request has moved on meanwhile. */
const statement = (first: string) => `with x as (
    select * from json_to_record($1::json) as x(id uuid, kind text, definition_version int, number text, applicant_id uuid,
      submitter_id uuid, employer_id uuid, at timestamptz, before int, revision int, status text, state jsonb, form jsonb,
      summary jsonb, ended_at timestamptz, head text, form_number int)),
  moved as (${first}),
  sealed as (insert into kernel.evidence_content
      (id, chain, kind, at, subject_person_id, key_id, cipher, nonce, ciphertext, commitment_algorithm, commitment)
    select e.* from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::uuid[], $7::uuid[], $8::text[],
      $9::bytea[], $10::bytea[], $11::text[], $12::bytea[]) e, moved),
  happened as (insert into approvals.event (instance_id, seq, at, body, evidence_id, commitment, algorithm, hash)
    select moved.id, e.seq, e.at, e.body, e.evidence_id, decode(e.commitment, 'hex'), e.algorithm, decode(e.hash, 'hex')
    from moved, json_to_recordset($13::json) as e(seq int, at timestamptz, body jsonb, evidence_id uuid, commitment text,
      algorithm text, hash text)),
  content as (insert into approvals.form_content (instance_id, form, content)
    select moved.id, x.form_number, x.form from moved, x where x.form_number is not null),
  closed as (delete from approvals.task t using moved, json_to_recordset($14::json) as c(slot_id text, holder_id uuid)
    where t.instance_id = moved.id and t.slot_id = c.slot_id and t.holder_id = c.holder_id),
  opened as (insert into approvals.task (instance_id, slot_id, holder_id, principal_id, kind, task_kind, opened_at)
    select moved.id, o.slot_id, o.holder_id, o.principal_id, x.kind, o.task_kind, o.opened_at
    from moved, x, json_to_recordset($15::json) as o(slot_id text, holder_id uuid, principal_id uuid, task_kind text,
      opened_at timestamptz)),
  marked as (update approvals.task t set overdue = m.overdue, urged_at = coalesce(m.urged_at, t.urged_at)
    from moved, json_to_recordset($16::json) as m(slot_id text, holder_id uuid, overdue boolean, urged_at timestamptz)
    where t.instance_id = moved.id and t.slot_id = m.slot_id and t.holder_id = m.holder_id),
  undone as (delete from approvals.done d using moved, json_array_elements_text($17::json) u
    where d.instance_id = moved.id and d.slot_id = u),
  dealt as (insert into approvals.done (person_id, instance_id, slot_id, at, outcome)
    select d.person_id, moved.id, d.slot_id, d.at, d.outcome
    from moved, json_to_recordset($18::json) as d(person_id uuid, slot_id text, at timestamptz, outcome text)
    on conflict (person_id, instance_id, slot_id) do update set at = excluded.at, outcome = excluded.outcome),
  took_part as (insert into approvals.participant as p (instance_id, person_id, part, sees_all, since)
    select moved.id, n.person_id, n.part, n.sees_all, x.at
    from moved, x, json_to_recordset($19::json) as n(person_id uuid, part text, sees_all boolean)
    on conflict (instance_id, person_id, part) do update set sees_all = p.sees_all or excluded.sees_all)
  select id from moved`;

/**
 * Writes a step if the request still stands at the revision that it was decided on: request, events with their sealed
 * evidence and links, tasks, participants. Gives what changed, or `undefined` for the loser of a race: nothing was written.
 */
export async function saveStep(context: Writes, step: Step): Promise<RequestChanges | undefined> {
  const { request, events, state } = step;
  const at = context.now.toString();
  const form = step.form ?? request.form;
  const chain = `approval:${request.id}`;
  const sealed = await Promise.all(
    events.map((event, index) =>
      context.prepareEvidence({
        id: context.newId(),
        chain,
        kind: `approvals.${event.type}`,
        at: event.at,
        subjectPersonId: request.applicantId,
        record: { requestId: request.id, seq: request.revision + index + 1, event },
      }),
    ),
  );
  let head: Buffer = request.head;
  const rows = events.map((event, index) => {
    const evidence = sealed[index];
    if (!evidence) throw new Error('an event without evidence');
    const seq = request.revision + index + 1;
    const link = nextLink(head, evidence.commitment, seq, { evidenceId: evidence.id });
    head = link.hash;
    return {
      seq,
      at: event.at,
      body: event,
      evidence_id: evidence.id,
      commitment: evidence.commitment.toString('hex'),
      algorithm: link.algorithm,
      hash: link.hash.toString('hex'),
    };
  });
  const changes = changesOf(step);
  const { rows: written } = await context.db.executeQuery<{ id: string }>(
    CompiledQuery.raw(statement(step.created ? created : moved), [
      JSON.stringify({
        id: request.id,
        kind: request.kind.name,
        definition_version: step.created?.definitionVersion ?? null,
        number: request.number,
        applicant_id: request.applicantId,
        submitter_id: step.created?.submitterId ?? null,
        employer_id: request.employerId,
        at,
        before: request.revision,
        revision: request.revision + events.length,
        status: state.status,
        state,
        form,
        summary: request.kind.fields.length > 0 ? request.kind.summary(form) : request.summary,
        ended_at: state.ended?.at ?? null,
        head: head.toString('hex'),
        form_number: step.form ? state.form : null,
      }),
      sealed.map((row) => row.id),
      sealed.map((row) => row.chain),
      sealed.map((row) => row.kind),
      sealed.map((row) => row.at),
      sealed.map((row) => row.subjectPersonId),
      sealed.map((row) => row.keyId),
      sealed.map((row) => row.cipher),
      sealed.map((row) => row.nonce),
      sealed.map((row) => row.ciphertext),
      sealed.map((row) => row.commitmentAlgorithm),
      sealed.map((row) => row.commitment),
      JSON.stringify(rows),
      JSON.stringify(changes.closed.map((task) => ({ slot_id: task.slotId, holder_id: task.holderId }))),
      JSON.stringify(
        changes.opened.map((task) => ({
          slot_id: task.slotId,
          holder_id: task.holderId,
          principal_id: task.principalId,
          task_kind: task.taskKind,
          opened_at: task.openedAt,
        })),
      ),
      JSON.stringify(changes.marked),
      JSON.stringify(changes.undone),
      JSON.stringify(changes.dealt),
      JSON.stringify(changes.parts),
    ]),
  );
  return written.length > 0 ? changes : undefined;
}
