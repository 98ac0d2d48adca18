import { createHash } from 'node:crypto';
import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { KEYS_DESTROYED } from '#kernel/server/chain/destroy-evidence-keys.ts';
import { instantColumn } from '#kernel/server/chain/evidence-instant.ts';
import type { ExportedContent, LinkLine, SignedHeadLine } from '#kernel/server/chain/evidence-lines.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { InstanceState } from '../../contract/instance.ts';
import { keepArchive } from '../../contract/permissions.ts';
import type { RequestView } from '../../contract/request.ts';
import { peopleInView, type RequestRecord, requestView } from '../../domain/request-view.ts';
import { verificationBytes, verificationCode } from '../../domain/verification-code.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type LoadedRequest, loadRecord, loadRequest, type Reads } from '../load-request.ts';
import { personNames } from '../person-names.ts';
import { type Attachment, readAttachments } from './attachments.ts';
import type { EventLine, SealedLine } from './package-format.ts';

export type Collects = Reads &
  Pick<QueryContext<ApprovalsTables>, 'evidence' | 'blobs' | 'publicUrl' | 'language' | 'now'>;

/** A request with what stands around it on paper. `seesAll` false: sensitive fields have no value in the view. */
export interface PaperDossier {
  readonly request: LoadedRequest;
  readonly record: RequestRecord;
  readonly view: RequestView;
  readonly names: ReadonlyMap<string, string>;
  readonly employer: string;
  readonly unit: string | undefined;
  readonly timeZone: string;
  readonly code: string;
  readonly attachments: readonly Attachment[];
}

/** The same with all its evidence. */
export interface Dossier extends PaperDossier {
  readonly events: readonly EventLine[];
  readonly links: readonly LinkLine[];
  readonly signedHeads: readonly SignedHeadLine[];
  /** Where the company's chain ended when this was read. */
  readonly companyHead: { readonly number: number; readonly hash: string };
  readonly state: InstanceState;
  readonly head: string;
}

/** The code of a request: from the hash of its first link, which its salted commitment makes unguessable. */
export function codeOfFirstHash(hash: Uint8Array): string {
  return verificationCode(createHash('sha256').update(hash).digest().subarray(0, verificationBytes));
}

/** The system's own look at a request, whoever asks: who may have what comes of it is asked before. */
export const asSystem = <C extends Reads>(context: C): C => ({
  ...context,
  actor: { kind: 'system', process: 'approvals.archive' },
});

/** Loads what the actor may see of a request, or the whole of it for keepers of the archive; 404 for anybody else. */
export async function loadForPaper(context: Collects, requestId: string): Promise<LoadedRequest> {
  return (await keepsArchiveOf(context, requestId))
    ? { ...(await loadRequest(asSystem(context), requestId)), seesAll: true }
    : loadRequest(context, requestId);
}

async function keepsArchiveOf(context: Reads, requestId: string): Promise<boolean> {
  if (context.actor.kind !== 'person') return context.actor.kind === 'system';
  const { rows } = await sql`select 1 from approvals.instance i
    where i.id = ${requestId}::uuid and ${context.within(keepArchive, 'i.applicant_id')}`.execute(context.db);
  return rows.length > 0;
}

/** What the paper is made from, attachments by name only unless `withFiles`. */
export async function paperDossier(
  context: Collects,
  request: LoadedRequest,
  withFiles = false,
): Promise<PaperDossier> {
  const record = await loadRecord(context, request);
  const view = requestView(record, request.revision, request.seesAll);
  if (!view) throw refuse(notFound);
  const people = await personNames(context.db, [...peopleInView(view), ...idsIn(view.fields)]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  for (const { id, name } of await namesOfOthers(context.db, idsIn(view.fields))) names.set(id, name);
  const { rows } = await sql<{ employer: string; time_zone: string; unit: string | null; first: Buffer }>`
    select e.name as employer, e.time_zone, d.name as unit,
      (select v.hash from approvals.event v where v.instance_id = ${request.id}::uuid and v.seq = 1) as first
    from directory.published_employer e
    left join directory.published_person p on p.id = ${request.applicantId}::uuid
    left join directory.published_department d on d.id = p.main_department_id
    where e.id = ${request.employerId}::uuid`.execute(context.db);
  const [found] = rows;
  if (!found) throw refuse(notFound);
  const attached = await readAttachments(context, request.id, withFiles);
  const shown = request.seesAll ? undefined : JSON.stringify(view);
  return {
    request,
    record,
    view,
    names,
    employer: found.employer,
    unit: found.unit ?? undefined,
    timeZone: found.time_zone,
    code: codeOfFirstHash(found.first),
    // Files in fields that are hidden from the reader aren't named either.
    attachments: attached.filter(({ fileId }) => shown?.includes(fileId) ?? true),
  };
}

/** Everything in these values that looks like an id: people, departments, requests, alone, in lists and in tables. */
function idsIn(fields: RequestView['fields']): string[] {
  const text = JSON.stringify(fields.map((field) => field.value ?? null));
  return [...new Set(text.match(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g) ?? [])];
}

/** Names of departments and numbers of requests among these ids. */
async function namesOfOthers(
  db: QueryExecutorProvider,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from directory.published_department where id = any(${sql.val(ids)}::uuid[])
    union all select id, number from approvals.instance where id = any(${sql.val(ids)}::uuid[])`.execute(db);
  return rows;
}

/** Everything that proves a request, read in the caller's transaction; sealed content opened by the company's keys. */
export async function collectDossier(context: Collects, requestId: string): Promise<Dossier> {
  const loaded = await loadRequest(asSystem(context), requestId);
  // One statement, one snapshot: an event that comes meanwhile is in all of it or in nothing. What the evidence knows of this
  // request beyond its events was taken out of them.
  const { rows } = await sql<StoredEvent>`
    select i.revision, i.head, i.state, e.seq, ${sql.raw(instantColumn('e.at'))} as at, e.body, e.commitment, e.algorithm, e.hash,
      coalesce(e.evidence_id, c.id) as evidence_id, c.commitment_algorithm
    from approvals.instance i,
      (select * from approvals.event where instance_id = ${requestId}::uuid) e
      full join (select id, commitment_algorithm from kernel.evidence_content
        where subject_person_id = ${loaded.applicantId}::uuid and chain = ${`approval:${requestId}`}) c on c.id = e.evidence_id
    where i.id = ${requestId}::uuid order by e.seq`.execute(context.db);
  const { revision, head, state } = rows[0] ?? loaded;
  const request = { ...loaded, revision, head, state, seesAll: true };
  const paper = await paperDossier(context, request, true);
  const { db } = context;
  const stored = rows.filter((row) => row.seq !== null);
  const ids = new Set(rows.flatMap((row) => row.evidence_id ?? []));
  const contents = await context.evidence.open([...ids]);
  const events = stored.map((row): EventLine => {
    const { seq, at, body } = row;
    if (row.evidence_id === null) return { type: 'event', seq, at, body };
    return {
      type: 'event',
      seq,
      at,
      body,
      evidenceId: row.evidence_id,
      algorithm: row.algorithm,
      commitmentAlgorithm: row.commitment_algorithm ?? 'sha-256',
      commitment: row.commitment.toString('hex'),
      hash: row.hash.toString('hex'),
      content: contentOf(contents.get(row.evidence_id)),
    };
  });
  const erasures = await erasuresOf(context, contents);
  const { links, signedHeads } = await coveredLinks(db, new Set([...ids, ...erasures.keys()]), erasures);
  const heads = await sql<{ number: string; hash: Buffer }>`
    select number::text as number, hash from kernel.evidence_head`.execute(db);
  return {
    ...paper,
    events,
    links,
    signedHeads,
    companyHead: { number: Number(heads.rows[0]?.number ?? 0), hash: heads.rows[0]?.hash.toString('hex') ?? '' },
    state,
    head: head.toString('hex'),
  };
}

type StoredEvent = {
  readonly revision: number;
  readonly head: Buffer;
  readonly state: InstanceState;
  readonly seq: number;
  readonly at: string;
  readonly body: unknown;
  readonly commitment_algorithm: string | null;
} & (
  | { readonly evidence_id: string; readonly commitment: Buffer; readonly algorithm: string; readonly hash: Buffer }
  /** Sealed with the first event of its step. */
  | { readonly evidence_id: null }
);

function contentOf(content: ExportedContent | undefined): SealedLine['content'] {
  if (!content || content.state === 'withheld') return { state: 'missing' };
  return content;
}

/** The records that say which keys were destroyed, as far as content of this request lay under them. */
async function erasuresOf(
  context: Collects,
  contents: ReadonlyMap<string, ExportedContent>,
): Promise<ReadonlyMap<string, ExportedContent>> {
  const keyIds = new Set([...contents.values()].flatMap((one) => (one.state === 'erased' ? [one.keyId] : [])));
  if (keyIds.size === 0) return new Map();
  const { rows } = await sql<{ id: string }>`
    select id from kernel.evidence_content where kind = ${KEYS_DESTROYED}`.execute(context.db);
  const records = await context.evidence.open(rows.map((row) => row.id));
  return new Map(
    [...records].filter(([, content]) => {
      if (content.state !== 'readable') return false;
      const { keyIds: destroyed } = content.envelope.record as { keyIds?: readonly string[] };
      return destroyed?.some((keyId) => keyIds.has(keyId)) ?? false;
    }),
  );
}

/**
 * The links of the company's chain that hold these records, each with all links up to the next signed head: what it takes to
 * see that a signature covers them, without the whole chain. Content of others is withheld.
 */
async function coveredLinks(
  db: QueryExecutorProvider,
  ids: ReadonlySet<string>,
  shown: ReadonlyMap<string, ExportedContent>,
): Promise<{ links: LinkLine[]; signedHeads: SignedHeadLine[] }> {
  const { rows } = await sql<StoredLink>`
    with own as (
      select l.number, coalesce((select min(h.number) from kernel.evidence_signed_head h where h.number >= l.number),
        l.number) as until
      from kernel.evidence_link l where l.content_id = any(${sql.val([...ids])}::uuid[]))
    select distinct on (l.number) l.number::text as number, l.chain, l.content_id, l.commitment_algorithm, l.commitment,
      l.previous, l.hash, l.algorithm, ${sql.raw(instantColumn('l.at'))} as at
    from own join kernel.evidence_link l on l.number between own.number and own.until
    order by l.number`.execute(db);
  const heads = await sql<StoredHead>`
    select h.number::text as number, h.hash, ${sql.raw(instantColumn('h.at'))} as at, h.algorithm, h.public_key, h.signature
    from kernel.evidence_signed_head h
    where h.number = any(${sql.val(rows.map((row) => row.number))}::bigint[]) order by h.id`.execute(db);
  return {
    links: rows.map((row) => ({
      type: 'link',
      number: Number(row.number),
      chain: row.chain,
      contentId: row.content_id,
      commitmentAlgorithm: row.commitment_algorithm,
      commitment: row.commitment.toString('hex'),
      previous: row.previous.toString('hex'),
      hash: row.hash.toString('hex'),
      algorithm: row.algorithm,
      at: row.at,
      content: shown.get(row.content_id) ?? { state: 'withheld' },
    })),
    signedHeads: heads.rows.map((row) => ({
      type: 'signed-head',
      number: Number(row.number),
      hash: row.hash.toString('hex'),
      at: row.at,
      algorithm: row.algorithm,
      publicKey: row.public_key.toString('base64'),
      signature: row.signature.toString('base64'),
    })),
  };
}

interface StoredLink {
  readonly number: string;
  readonly chain: string;
  readonly content_id: string;
  readonly commitment_algorithm: string;
  readonly commitment: Buffer;
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly algorithm: string;
  readonly at: string;
}

interface StoredHead {
  readonly number: string;
  readonly hash: Buffer;
  readonly at: string;
  readonly algorithm: string;
  readonly public_key: Buffer;
  readonly signature: Buffer;
}
