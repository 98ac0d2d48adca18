import { createHash } from 'node:crypto';
import { type Zippable, zipSync } from 'fflate';
import { canonicalJson } from '#kernel/server/chain/canonical-json.ts';
import type { EvidenceAccess } from '#kernel/server/chain/evidence-access.ts';
import { DEEPEST_LINE } from '#kernel/server/chain/evidence-lines.ts';
import type { RetentionPeriod } from '../../contract/archive-settings.ts';
import { answersOnRecord, proofsOnRecord } from '../../domain/answers-on-record.ts';
import type { ApprovalProblem } from '../verify-approval.ts';
import type { Dossier } from './dossier.ts';
import { drawPdf } from './draw-pdf.ts';
import { type Manifest, packagePurpose, plain } from './package-format.ts';
import { readme } from './package-readme.ts';
import { printModel } from './print-model.ts';

export interface BuiltPackage {
  readonly bytes: Uint8Array;
  readonly digest: Buffer;
  readonly printDigest: Buffer;
  readonly manifest: Manifest;
}

/** How long the archived request is kept, as it stands in its metadata. */
export interface KeptFor {
  readonly period: RetentionPeriod;
  /** null: for ever. */
  readonly until: string | null;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const encoder = new TextEncoder();

/**
 * Makes the package of a request: printed form (PDF/A), data, opinions, events with their sealed evidence, the links of the
 * company's chain up to the signed heads that cover them, attachments, metadata, and a manifest with the digest of every file,
 * signed by the company's key. It proves itself without server, database or key (`verifyPackage`).
 */
export async function buildPackage(
  dossier: Dossier,
  given: {
    readonly reason: Manifest['reason'];
    readonly madeAt: string;
    readonly evidence: EvidenceAccess;
    readonly found: readonly ApprovalProblem[];
    readonly kept: KeptFor | undefined;
    readonly follows?: Manifest['follows'];
    readonly publicUrl: string | undefined;
    readonly progress?: (done: number, total: number) => void;
  },
): Promise<BuiltPackage> {
  const { request, view, record } = dossier;
  const { madeAt, evidence } = given;
  const pdf = await drawPdf(
    printModel({
      ...dossier,
      view: unmasked(dossier),
      events: record.events.slice(0, request.revision),
      language: 'zh',
      publicUrl: given.publicUrl,
      madeBy: undefined,
      madeAt,
    }),
    { madeAt, ...(given.progress && { progress: given.progress }) },
  );
  const files = new Map<string, Uint8Array>([
    ['approval.pdf', pdf.bytes],
    ['data.json', json(dataOf(dossier))],
    ['opinions.json', json(opinionsOf(dossier))],
    ['metadata.json', json(metadataOf(dossier, given.kept, madeAt, pdf.pages))],
    ['events.ndjson', lines(dossier.events)],
    ['chain.ndjson', lines([...dossier.links, ...dossier.signedHeads])],
    ['public-key.pem', encoder.encode(evidence.publicKeyPem)],
    ['README.txt', encoder.encode(readme(request.number))],
  ]);
  dossier.attachments.forEach((file, at) => {
    if (file.bytes) files.set(attachmentPath(file, at), file.bytes);
  });
  const manifest: Manifest = {
    purpose: packagePurpose,
    reason: given.reason,
    madeAt,
    requestId: request.id,
    number: request.number,
    kind: view.kind,
    status: view.status,
    chain: { events: request.revision, head: dossier.head },
    company: dossier.companyHead,
    ...(given.follows && { follows: given.follows }),
    algorithm: evidence.algorithm,
    publicKey: evidence.publicKey.toString('base64'),
    files: [...files].map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes).toString('hex') })),
    found: given.found.map(({ seq, what, where }) => ({ seq, what, ...(where !== undefined && { where }) })),
  };
  const manifestText = canonicalJson(manifest);
  files.set('manifest.json', encoder.encode(manifestText));
  const { algorithm, publicKey } = manifest;
  files.set(
    'signature.json',
    json({ algorithm, publicKey, signature: evidence.sign(manifestText).toString('base64') }),
  );
  const bytes = zipped(files, madeAt);
  return { bytes, digest: sha256(bytes), printDigest: sha256(pdf.bytes), manifest };
}

/** The archive's form holds every value, also those that readers are shown behind a mask. */
function unmasked({ view, record, state }: Dossier): Dossier['view'] {
  const form = record.forms.get(state.form) ?? {};
  return { ...view, fields: view.fields.map((field) => ({ ...field, value: form[field.name] })) };
}

/** One time for all entries, so that the same content gives the same bytes; what is compressed already is only stored. */
function zipped(files: ReadonlyMap<string, Uint8Array>, madeAt: string): Uint8Array {
  // A zip knows no time zone: UTC, told as if it were local.
  const { year, month, day, hour, minute, second } = Temporal.Instant.from(madeAt).toZonedDateTimeISO('UTC');
  const mtime = new Date(year, month - 1, day, hour, minute, second);
  const entries: Zippable = {};
  for (const [path, bytes] of files) {
    const level = /\.(json|ndjson|txt|pem|csv|xml)$/i.test(path) ? 6 : 0;
    entries[path] = [bytes, { level, mtime }];
  }
  return zipSync(entries);
}

const json = (value: unknown): Uint8Array => encoder.encode(`${JSON.stringify(plain(value), null, 1)}\n`);
const lines = (all: readonly unknown[]): Uint8Array =>
  encoder.encode(all.map((line) => `${canonicalJson(plain(line), DEEPEST_LINE)}\n`).join(''));

/** Where the attachment with this place among them lies in the package. */
const attachmentPath = ({ name }: { readonly name: string }, at: number): string =>
  `attachments/${String(at + 1).padStart(3, '0')}-${safeName(name)}`;

/** A file name that every system can unpack; the full name stands in the metadata. */
function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keeping control characters out is the point
  const plainName = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '_');
  const short = [...plainName].slice(-80).join('').replace(/^\.+/, '_');
  return short === '' ? 'file' : short;
}

function dataOf({ request, record, view, names, state }: Dossier) {
  return {
    requestId: request.id,
    number: request.number,
    kind: view.kind,
    title: view.title,
    summary: view.summary,
    applicantId: view.applicantId,
    submitterId: view.submitterId,
    definition: request.definition,
    fields: record.kind.fields.map(({ name, label, type, sensitive }) => ({ name, label, type, sensitive })),
    forms: [...record.forms].map(([number, content]) => ({ number, content })).sort((a, b) => a.number - b.number),
    state,
    people: Object.fromEntries(names),
  };
}

function opinionsOf({ view, names, record }: Dossier) {
  const proofOf = proofsOnRecord(record.events);
  return answersOnRecord(view).map(({ step, slotId, personId, by, at, answer, opinion }) => ({
    step: step.name,
    nodeId: step.nodeId,
    slotId,
    personId,
    name: names.get(personId),
    byId: by,
    by: by && names.get(by),
    at,
    answer,
    void: step.state === 'cancelled',
    opinion,
    /** What the signer saw, how he was signed in, and his own signature where he made one. */
    evidence: proofOf({ slotId, answer }),
    /** What came of it, by whom it had named. */
    outcome: answer === 'returned' ? undefined : view.duties.find((duty) => duty.slotId === slotId)?.outcome,
  }));
}

/** In the terms of electronic archives (DA/T 46, DA/T 48): what it is, whose, from when, for how long, in which files. */
function metadataOf(dossier: Dossier, kept: KeptFor | undefined, madeAt: string, pages: number) {
  const { view, names, employer, unit, code } = dossier;
  const files = dossier.attachments.map(({ bytes, ...file }, at) => ({
    ...file,
    ...(bytes ? { path: attachmentPath(file, at) } : {}),
    missing: bytes === undefined,
  }));
  return [
    ['编号', 'number', view.number],
    ['题名', 'title', view.title],
    ['文种', 'kind', view.kind],
    ['立档单位', 'employer', employer],
    ['责任部门', 'responsibleUnit', unit],
    ['责任者', 'applicant', names.get(view.applicantId)],
    ['代办人', 'submitter', view.submitterId === view.applicantId ? undefined : names.get(view.submitterId)],
    ['形成日期', 'submittedAt', view.submittedAt],
    ['办结日期', 'endedAt', view.endedAt],
    ['处理结果', 'status', view.status],
    ['归档日期', 'archivedAt', madeAt],
    ['保管期限', 'retention', kept && (kept.period === 'permanent' ? '永久' : `${kept.period}年`)],
    ['保管期满', 'keptUntil', kept?.until],
    ['验证码', 'verificationCode', code],
    ['语种', 'language', 'zh'],
    ['格式', 'format', 'PDF/A-2b; JSON (RFC 8785); NDJSON'],
    ['页数', 'pages', pages],
    ['附件', 'attachments', files],
  ].flatMap(([term, name, value]) => (value === undefined || value === null ? [] : [{ name, term, value }]));
}
