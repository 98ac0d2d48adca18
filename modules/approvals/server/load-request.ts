import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { type Definition, definition as definitionShape } from '../contract/definition.ts';
import type { InstanceState } from '../contract/instance.ts';
import { type InstanceEvent, instanceEvent } from '../contract/instance-event.ts';
import { administer } from '../contract/permissions.ts';
import type { ProcessKind } from '../contract/process-kind.ts';
import type { RequestRecord } from '../domain/request-view.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import { storedKindOf } from './kind-of.ts';

export type Reads = Pick<QueryContext<ApprovalsTables>, 'actor' | 'within' | 'contracts'> & {
  readonly db: CommandContext<ApprovalsTables>['db'] | QueryContext<ApprovalsTables>['db'];
};

/** A request as it stands at its revision, and what the actor has to do with it. */
export interface LoadedRequest {
  readonly id: string;
  readonly kind: ProcessKind;
  readonly definition: Definition;
  readonly number: string;
  readonly applicantId: string;
  readonly employerId: string;
  readonly revision: number;
  readonly state: InstanceState;
  readonly form: Readonly<Record<string, unknown>>;
  readonly summary: Words;
  readonly head: Buffer;
  /** Everybody who may look at it because of a part in it. */
  readonly concerned: readonly string[];
  /** The actor needs the sensitive fields. */
  readonly seesAll: boolean;
  readonly administers: boolean;
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly applicant_id: string;
  readonly employer_id: string;
  readonly revision: number;
  readonly state: InstanceState;
  readonly form: Record<string, unknown>;
  readonly summary: Words;
  readonly head: Buffer;
  readonly definition: unknown;
  readonly concerned: readonly string[];
  readonly sees_all: boolean | null;
  readonly administers: boolean;
}

/**
 * Loads a request for whoever takes part in it, or administers those who do; the system sees every one.
 * Refuses with 404 what is neither: nobody learns that it exists.
 */
export async function loadRequest(context: Reads, requestId: string): Promise<LoadedRequest> {
  const { actor } = context;
  const reader = actor.kind === 'person' ? actor.personId : null;
  const { rows } = await sql<Row>`
    select i.id, i.kind, i.number, i.applicant_id, i.employer_id, i.revision, i.state, i.form, i.summary, i.head, d.definition,
      array(select distinct p.person_id from approvals.participant p where p.instance_id = i.id order by 1) as concerned,
      (select bool_or(p.sees_all) from approvals.participant p
        where p.instance_id = i.id and p.person_id = ${reader}::uuid) as sees_all,
      ${context.within(administer, 'i.applicant_id')} as administers
    from approvals.instance i
    join approvals.definition d on d.kind = i.kind and d.version = i.definition_version
    where i.id = ${requestId}::uuid`.execute(context.db);
  const row = rows[0];
  if (!row) throw refuse(notFound);
  const system = actor.kind === 'system';
  if (!system && (actor.kind !== 'person' || (row.sees_all === null && !row.administers))) throw refuse(notFound);
  return {
    id: row.id,
    kind: storedKindOf(context, row.kind),
    definition: definitionShape.parse(row.definition),
    number: row.number,
    applicantId: row.applicant_id,
    employerId: row.employer_id,
    revision: row.revision,
    state: row.state,
    form: row.form,
    summary: row.summary,
    head: row.head,
    concerned: row.concerned,
    seesAll: system || row.sees_all === true,
    administers: !system && row.administers,
  };
}

/** Everything that views of a request are made from. */
export async function loadRecord(context: Pick<Reads, 'db'>, request: LoadedRequest): Promise<RequestRecord> {
  const events = await sql<{ body: unknown }>`
    select body from approvals.event where instance_id = ${request.id}::uuid order by seq`.execute(context.db);
  const forms = await sql<{ form: number; content: Record<string, unknown> }>`
    select form, content from approvals.form_content where instance_id = ${request.id}::uuid`.execute(context.db);
  return {
    requestId: request.id,
    number: request.number,
    kind: request.kind,
    definition: request.definition,
    events: events.rows.map((row): InstanceEvent => instanceEvent.parse(row.body)),
    forms: new Map(forms.rows.map((row) => [row.form, row.content])),
  };
}
