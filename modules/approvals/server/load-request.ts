import { CompiledQuery, sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { id } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { prepared } from '#kernel/server/database/prepared.ts';
import { type ReadAhead, readAhead, togetherReader } from '#kernel/server/together/together-reader.ts';
import type { Definition } from '../contract/definition.ts';
import { destructionFailures } from '../contract/destruction-failures.ts';
import type { InstanceState } from '../contract/instance.ts';
import { instanceEvent } from '../contract/instance-event.ts';
import { administer } from '../contract/permissions.ts';
import type { RequestRecord } from '../domain/request-view.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import type { ResolvedKind } from './kind-of.ts';
import { hasOpenLook } from './looks/look-table.ts';
import { publishedKind } from './published-kind.ts';

export type Reads = Pick<
  QueryContext<ApprovalsTables>,
  'actor' | 'may' | 'within' | 'contracts' | 'readTogether' | 'now'
> & {
  readonly db: CommandContext<ApprovalsTables>['db'] | QueryContext<ApprovalsTables>['db'];
};

/** Whose eyes a view is made for; nobody's in particular where the system reads. */
export const readerOf = (actor: Reads['actor']): string | undefined =>
  actor.kind === 'person' ? actor.personId : undefined;

/** A request as it stands at its revision, and what the actor has to do with it. */
export interface LoadedRequest {
  readonly id: string;
  readonly kind: ResolvedKind;
  readonly definition: Definition;
  readonly number: string;
  readonly applicantId: string;
  readonly employerId: string;
  readonly submittedAt: string;
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
  /** The actor may read what the form says and what people wrote: by a part in it, or by an open look. Who only administers it may not (A6). */
  readonly seesContent: boolean;
  /** That is so by a look that a second person approved, and by nothing else. */
  readonly byLook: boolean;
  /** What happened and every content that the form had, as stored; where it was asked for. */
  readonly history?: {
    readonly events: readonly unknown[];
    readonly forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly definition_version: number;
  readonly number: string;
  readonly applicant_id: string;
  readonly employer_id: string;
  readonly submitted_at: string;
  readonly revision: number;
  readonly state: InstanceState;
  readonly form: Record<string, unknown>;
  readonly summary: Words;
  readonly head: Buffer;
  readonly destruction_no: string | null;
  /** Who takes part, and whether that part sees all. */
  readonly parts: readonly (readonly [string, boolean])[] | null;
  /** Only where the history was asked for. */
  readonly events: readonly unknown[] | null;
  readonly forms: Readonly<Record<string, Record<string, unknown>>> | null;
}

interface AskedRequest {
  readonly id: string;
  readonly history: boolean;
}

const requestRows = prepared(
  'approvals.requests',
  `select k.n::int as n, i.id, i.kind, i.definition_version, i.number, i.applicant_id, i.employer_id, i.submitted_at, i.revision, i.state, i.form,
    i.summary, i.head, i.destruction_no,
    (select json_agg(json_build_array(p.person_id, p.sees_all)) from approvals.participant p where p.instance_id = i.id) as parts,
    case when k.history then (select json_agg(e.body order by e.seq) from approvals.event e where e.instance_id = i.id) end as events,
    case when k.history then
      (select json_object_agg(f.form, f.content) from approvals.form_content f where f.instance_id = i.id) end as forms
  from unnest($1::uuid[], $2::boolean[]) with ordinality k(id, history, n) join approvals.instance i on i.id = k.id`,
);

const storedRequest = togetherReader<AskedRequest, Row | undefined>({
  name: 'approvals.requests',
  run: async (db, keys) => {
    const { rows } = await db
      .getExecutor()
      .executeQuery<Row & { n: number }>(
        CompiledQuery.raw(requestRows, [keys.map(({ id }) => id), keys.map(({ history }) => history)]),
      );
    const found = new Map(rows.map((row) => [row.n - 1, row]));
    return keys.map((_, index) => found.get(index));
  },
});

const named = z.object({ requestId: id() });

/** What `loadRequest` reads of the request that an input names, to be read before it is known who asks. */
export const requestAhead =
  (history = false) =>
  (input: unknown): ReadAhead | undefined => {
    const { data } = named.safeParse(input);
    const asked = data && ({ id: data.requestId, history } satisfies AskedRequest);
    return asked && readAhead(asked.id, storedRequest, asked);
  };

/**
 * Loads a request for whoever takes part in it, or administers those who do; the system sees every one. What of it is content
 * is for `seesContent` alone.
 * Refuses with 404 what is neither: nobody learns that it exists; and with 410 what was destroyed, whoever asks. `history`: with what views of it are made from.
 */
export async function loadRequest(context: Reads, requestId: string, history = false): Promise<LoadedRequest> {
  const { actor } = context;
  const row = await context.readTogether(storedRequest, { id: requestId, history } satisfies AskedRequest);
  if (!row) throw refuse(notFound);
  const system = actor.kind === 'system';
  const reader = actor.kind === 'person' ? actor.personId : undefined;
  const parts = row.parts ?? [];
  const own = parts.filter(([personId]) => personId === reader);
  const administers = reader !== undefined && (await administersOf(context, row.applicant_id));
  const takesPart = system || own.length > 0;
  if (!takesPart && !administers) throw refuse(notFound);
  if (row.destruction_no !== null) {
    throw refuse(destructionFailures.contentDestroyed, { number: row.number, destruction: row.destruction_no });
  }
  const byLook = !takesPart && reader !== undefined && (await hasOpenLook(context, row.id, reader));
  return {
    id: row.id,
    ...(await publishedKind(context, row.kind, row.definition_version)),
    number: row.number,
    applicantId: row.applicant_id,
    employerId: row.employer_id,
    submittedAt: row.submitted_at,
    revision: row.revision,
    state: row.state,
    form: row.form,
    summary: row.summary,
    head: row.head,
    concerned: [...new Set(parts.map(([personId]) => personId))].sort(),
    seesAll: system || own.some(([, seesAll]) => seesAll),
    administers,
    seesContent: takesPart || byLook,
    byLook,
    ...(row.events && { history: { events: row.events, forms: row.forms ?? {} } }),
  };
}

/** Whether the actor administers requests of this applicant. */
async function administersOf(context: Reads, applicantId: string): Promise<boolean> {
  if (!context.may(administer)) return false;
  const { rows } = await sql<{ administers: boolean }>`
    select ${context.within(administer, 'a.id')} as administers from (values (${applicantId}::uuid)) a (id)`.execute(
    context.db,
  );
  return rows[0]?.administers ?? false;
}

/** Everything that views of a request are made from. */
export async function loadRecord(context: Reads, request: LoadedRequest): Promise<RequestRecord> {
  const { history } = request.history ? request : await loadRequest(context, request.id, true);
  return {
    requestId: request.id,
    number: request.number,
    kind: request.kind,
    definition: request.definition,
    events: (history?.events ?? []).map((body) => instanceEvent.parse(body)),
    forms: new Map(Object.entries(history?.forms ?? {}).map(([form, content]) => [Number(form), content])),
  };
}
