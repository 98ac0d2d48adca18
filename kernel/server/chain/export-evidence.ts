import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hashAlgorithm } from './algorithms.ts';
import { AUDIT_CHAIN, type AuditRow, auditRowColumn, auditRowProblem } from './audit-row.ts';
import { canonicalJson } from './canonical-json.ts';
import { KEYS_DESTROYED } from './destroy-evidence-keys.ts';
import { evidenceInstant, instantColumn } from './evidence-instant.ts';
import type { EvidenceKeys } from './evidence-keys.ts';
import { DEEPEST_LINE, type EvidenceLine } from './evidence-lines.ts';
import { exportedContent, type StoredContent, storedContentColumns } from './exported-content.ts';
import { linkPending } from './link-pending.ts';
import type { SqlClient } from './sql-client.ts';

const PAGE = 500;

/** What an export may show or withhold by. */
export interface ExportChoice {
  readonly chain: string;
  readonly kind: string;
  readonly subjectPersonId: string | null;
}

/**
 * Writes the whole chain as NDJSON, one canonical JSON text per line: a header, all signed heads, every link with its
 * content, and a last line with the digest of the rest; then ends the stream. It holds content in the clear: `show` limits
 * that to what the reader of this export may see (links and commitments are always whole, so that it verifies all the same;
 * records of erasures are always shown, since they prove that what is gone was erased).
 * After each link of the audit, and at the end, come the rows of the searchable audit that differ from the chain.
 * `client` is one connection outside any transaction; what is pending gets linked first, then one snapshot is read.
 */
export async function exportEvidence(
  client: SqlClient,
  keys: EvidenceKeys,
  writable: Writable,
  options: { readonly at: Temporal.Instant | string; readonly show?: (content: ExportChoice) => boolean },
): Promise<void> {
  await pipeline(Readable.from(textOf(linesOf(client, keys, options))), writable);
}

async function* textOf(lines: AsyncIterable<EvidenceLine>): AsyncGenerator<string> {
  const digest = hashAlgorithm('sha-256').start();
  let count = 0;
  for await (const line of lines) {
    const text = `${canonicalJson(line, DEEPEST_LINE)}\n`;
    digest.update(text);
    count += 1;
    yield text;
  }
  const end: EvidenceLine = { type: 'end', lines: count, digest: digest.digest().toString('hex') };
  yield `${canonicalJson(end)}\n`;
}

async function* linesOf(
  client: SqlClient,
  keys: EvidenceKeys,
  { at, show }: Parameters<typeof exportEvidence>[3],
): AsyncGenerator<EvidenceLine> {
  await beginSnapshot(client, at);
  try {
    const { rows } = await client.query(
      `select number::text as number, hash, (select count(*) from kernel.evidence_pending)::text as pending
       from kernel.evidence_head`,
    );
    const head = rows[0] as { number: string; hash: Buffer; pending: string };
    yield {
      type: 'evidence',
      version: 1,
      at: evidenceInstant(at),
      head: { number: Number(head.number), hash: head.hash.toString('hex') },
      pending: Number(head.pending),
      digestAlgorithm: 'sha-256',
    };
    for await (const row of pages<SignedHeadRow>(client, signedHeads)) {
      yield {
        type: 'signed-head',
        number: Number(row.number),
        hash: row.hash.toString('hex'),
        at: row.at,
        algorithm: row.algorithm,
        publicKey: row.publicKey.toString('base64'),
        signature: row.signature.toString('base64'),
      };
    }
    for await (const row of pages<LinkRow>(client, links)) {
      // Also what isn't shown is looked at: an altered audit table is told of in every export.
      const content = exportedContent(keys, row);
      const number = Number(row.number);
      const shown = !show || row.kind === null || row.kind === KEYS_DESTROYED || row.destroyed || show(choiceOf(row));
      yield {
        type: 'link',
        number,
        chain: row.chain,
        contentId: row.contentId,
        commitmentAlgorithm: row.commitmentAlgorithm,
        commitment: row.commitment.toString('hex'),
        previous: row.previous.toString('hex'),
        hash: row.hash.toString('hex'),
        algorithm: row.algorithm,
        at: row.at,
        content: shown ? content : { state: 'withheld' },
      };
      const problem =
        row.chain === AUDIT_CHAIN
          ? auditRowProblem({ number, contentId: row.contentId }, content, row.auditRow)
          : undefined;
      if (problem) yield problem;
    }
    for await (const { cursor: id } of pages<{ readonly cursor: string }>(client, unrecordedAuditRows)) {
      yield { type: 'audit-row', id, state: { state: 'unrecorded' } };
    }
  } finally {
    await client.query('rollback');
  }
}

/** Begins a snapshot in which no key is destroyed whose record isn't linked yet: the verifier would take it for missing. */
async function beginSnapshot(client: SqlClient, at: Temporal.Instant | string): Promise<void> {
  for (;;) {
    for (;;) {
      const { linked, lost } = await linkPending(client, { limit: PAGE, at });
      if (linked === 0 && !lost) break;
    }
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query(
      `select 1 from kernel.evidence_pending p join kernel.evidence_content c on c.id = p.content_id
       where c.kind = $1 limit 1`,
      [KEYS_DESTROYED],
    );
    if (rows.length === 0) return;
    await client.query('rollback');
  }
}

async function* pages<R extends { readonly cursor: string }>(client: SqlClient, sql: string): AsyncGenerator<R> {
  let cursor = '0';
  for (;;) {
    const { rows } = await client.query(sql, [cursor, PAGE]);
    for (const row of rows as unknown as readonly R[]) {
      yield row;
      cursor = row.cursor;
    }
    if (rows.length < PAGE) return;
  }
}

const signedHeads = `
  select id::text as cursor, number::text as number, hash, ${instantColumn('at')} as at, algorithm,
    public_key as "publicKey", signature
  from kernel.evidence_signed_head where id > $1 order by id limit $2`;

interface SignedHeadRow {
  readonly cursor: string;
  readonly number: string;
  readonly hash: Buffer;
  readonly at: string;
  readonly algorithm: string;
  readonly publicKey: Buffer;
  readonly signature: Buffer;
}

const links = `
  select l.number::text as cursor, l.number::text as number, l.chain, l.content_id as "contentId",
    l.commitment_algorithm as "commitmentAlgorithm", l.commitment, l.previous, l.hash, l.algorithm,
    ${instantColumn('l.at')} as at, c.kind, c.subject_person_id as "subjectPersonId", ${storedContentColumns},
    ${auditRowColumn}
  from kernel.evidence_link l
  left join kernel.evidence_content c on c.id = l.content_id
  left join kernel.evidence_key k on k.id = c.key_id
  left join kernel.audit a on a.id = l.content_id and l.chain = '${AUDIT_CHAIN}'
  where l.number > $1 order by l.number limit $2`;

interface LinkRow extends StoredContent {
  readonly cursor: string;
  readonly number: string;
  readonly chain: string;
  readonly contentId: string;
  readonly commitmentAlgorithm: string;
  readonly commitment: Buffer;
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly algorithm: string;
  readonly at: string;
  readonly kind: string | null;
  readonly subjectPersonId: string | null;
  readonly auditRow: AuditRow | null;
}

const unrecordedAuditRows = `
  select a.id::text as cursor from kernel.audit a
  where a.id::text collate "C" > $1
    and not exists (select from kernel.evidence_link l where l.content_id = a.id)
    and not exists (select from kernel.evidence_pending p where p.content_id = a.id)
  order by a.id::text collate "C" limit $2`;

function choiceOf({ chain, kind, subjectPersonId }: LinkRow): ExportChoice {
  return { chain, kind: kind ?? '', subjectPersonId };
}
