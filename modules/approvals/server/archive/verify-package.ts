import { isUtf8 } from 'node:buffer';
import { createHash, createPublicKey } from 'node:crypto';
import { unzipSync } from 'fflate';
import { signatureAlgorithm, UnknownAlgorithm } from '#kernel/server/chain/algorithms.ts';
import { canonicalJson } from '#kernel/server/chain/canonical-json.ts';
import { commitmentOf, SALT_LENGTH } from '#kernel/server/chain/commitment-of.ts';
import { companyLink } from '#kernel/server/chain/company-link.ts';
import { KEYS_DESTROYED } from '#kernel/server/chain/destroy-evidence-keys.ts';
import {
  DEEPEST_LINE,
  type LinkLine,
  parseEvidenceLine,
  type SignedHeadLine,
  signedHeadText,
} from '#kernel/server/chain/evidence-lines.ts';
import { firstHash, nextLink } from '#kernel/server/chain/next-link.ts';
import type { InstanceState } from '../../contract/instance.ts';
import { instanceEvent } from '../../contract/instance-event.ts';
import { apply } from '../../domain/apply.ts';
import { opinionFiles } from '../../domain/opinion-files.ts';
import { changesHold } from '../changes-digest.ts';
import { decisionSignature } from './decision-signature.ts';
import {
  type EventLine,
  eventLine,
  isSealed,
  type Manifest,
  manifest as manifestShape,
  packageData,
  packageSignature,
  type SealedLine,
  same,
  sealedRecord,
} from './package-format.ts';
import type { PackageProblem } from './package-problems.ts';

export interface PackageReport {
  /** No problem found. Read it together with `trust`. */
  readonly ok: boolean;
  /** What signatures were held against; `package-only` proves nothing against whoever made the package. */
  readonly trust: 'given-keys' | 'anchors' | 'package-only';
  readonly manifest: Manifest | undefined;
  readonly files: number;
  readonly events: number;
  readonly readable: number;
  readonly erased: number;
  /** Decisions that were signed with the person's own passkey. */
  readonly personalSignatures: number;
  readonly links: number;
  readonly signedHeads: number;
  readonly problems: readonly PackageProblem[];
}

type Tell = (code: PackageProblem['code'], facts?: PackageProblem['facts']) => void;

/** Bounds of what is unpacked: a package that says more is none of ours. */
const mostBytes = 4_000_000_000;
const mostFiles = 20_000;

/**
 * Checks a package of one request (archive or proof) needing neither server nor database: every file against the manifest,
 * the manifest against its signature, every event against what was sealed and the one before, the form's contents, the state,
 * the links of the company's chain and the signatures that cover them. `anchors` are the lines of an anchor file kept
 * elsewhere, `publicKeys` (PEM, or SPKI in base64) those known to be the company's. Never throws over what the file holds.
 */
export function verifyPackage(
  bytes: Uint8Array,
  options: {
    readonly anchors?: Iterable<string> | undefined;
    readonly publicKeys?: readonly string[] | undefined;
  } = {},
): PackageReport {
  const problems: PackageProblem[] = [];
  const tell: Tell = (code, facts = {}) => void problems.push({ code, facts });
  const anchors = options.anchors && readAnchors(options.anchors, tell);
  const trusted = options.publicKeys
    ? new Set(options.publicKeys.map(spkiBase64))
    : anchors && new Set(anchors.map((anchor) => anchor.publicKey));
  const files = unpack(bytes);
  const text = (path: string): string | undefined => {
    const file = files?.get(path);
    return file && isUtf8(file) ? Buffer.from(file).toString() : undefined;
  };
  const manifest = readManifest(text('manifest.json'));
  const counts = { events: 0, readable: 0, erased: 0, links: 0, signedHeads: 0 };
  let personalSignatures = 0;
  if (!files || files.size === 0) tell('not-a-package');
  else if (!manifest) tell(files.has('manifest.json') ? 'manifest-unreadable' : 'not-a-package');
  else {
    checkSignature(manifest, text('manifest.json') ?? '', text('signature.json'), trusted, tell);
    checkFiles(manifest, files, tell);
    for (const { seq, what, where } of manifest.found) {
      if (where === undefined) tell('found-when-made', { seq, what });
      else tell('found-in-rows', { what, where });
    }
    const events = ndjson(text('events.ndjson') ?? '', 'events.ndjson', readEvent, tell);
    counts.events = events.length;
    const told = new EventCheck(manifest, tell);
    for (const event of events) told.add(event);
    const state = told.finish();
    Object.assign(counts, { readable: told.readable, erased: told.erased.length });
    personalSignatures = told.personalSignatures;
    checkData(text('data.json'), told, state, tell);
    const lines = ndjson(text('chain.ndjson') ?? '', 'chain.ndjson', parseEvidenceLine, tell);
    const links = lines.filter((line) => line.type === 'link');
    const heads = lines.filter((line) => line.type === 'signed-head');
    Object.assign(counts, { links: links.length, signedHeads: heads.length });
    checkChain({ manifest, events, erased: told.erased, links, heads, anchors: anchors ?? [], trusted, tell });
  }
  return {
    ok: problems.length === 0,
    trust: options.publicKeys ? 'given-keys' : anchors ? 'anchors' : 'package-only',
    manifest,
    files: files?.size ?? 0,
    ...counts,
    personalSignatures,
    problems,
  };
}

function unpack(bytes: Uint8Array): Map<string, Uint8Array> | undefined {
  let size = 0;
  let count = 0;
  try {
    const entries = unzipSync(bytes, {
      filter: (file) => {
        size += file.originalSize;
        count += 1;
        if (size > mostBytes || count > mostFiles) throw new RangeError('too large');
        return true;
      },
    });
    return new Map(Object.entries(entries));
  } catch {
    return undefined;
  }
}

function readManifest(text: string | undefined): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const parsed = manifestShape.safeParse(value);
    return parsed.success && canonicalJson(value) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function checkSignature(
  manifest: Manifest,
  manifestText: string,
  signatureText: string | undefined,
  trusted: ReadonlySet<string> | undefined,
  tell: Tell,
): void {
  let signature: unknown;
  try {
    signature = JSON.parse(signatureText ?? '');
  } catch {
    // Told below.
  }
  const parsed = packageSignature.safeParse(signature);
  const { algorithm, publicKey } = manifest;
  known(tell, 'manifest.json', () => {
    const valid =
      parsed.success &&
      parsed.data.publicKey === publicKey &&
      parsed.data.algorithm === algorithm &&
      signatureAlgorithm(algorithm).verify(
        Buffer.from(publicKey, 'base64'),
        manifestText,
        Buffer.from(parsed.data.signature, 'base64'),
      );
    if (!valid) tell('signature-wrong');
  });
  if (trusted && !trusted.has(publicKey)) tell('key-not-trusted');
}

function checkFiles(manifest: Manifest, files: ReadonlyMap<string, Uint8Array>, tell: Tell): void {
  const listed = new Set(['manifest.json', 'signature.json']);
  for (const { path, size, sha256 } of manifest.files) {
    listed.add(path);
    const bytes = files.get(path);
    if (!bytes) tell('file-missing', { path });
    else if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
      tell('file-changed', { path });
  }
  for (const path of files.keys()) if (!listed.has(path)) tell('file-extra', { path });
}

/** The events one after the other. After a fault it goes on from what the file says, so that one fault is told once. */
class EventCheck {
  readable = 0;
  readonly erased: { readonly seq: number; readonly keyId: string }[] = [];
  personalSignatures = 0;
  /** Contents of the form as they were sealed, by number. */
  readonly forms = new Map<number, Readonly<Record<string, unknown>>>();
  readonly #manifest: Manifest;
  readonly #tell: Tell;
  /** Digest and size of every attachment in the package. */
  readonly #attached: ReadonlySet<string>;
  #last = 0;
  #head: string;
  #state: InstanceState | null = null;
  #foldable = true;
  #sealed: Sealed = {};

  constructor(manifest: Manifest, tell: Tell) {
    this.#manifest = manifest;
    this.#tell = tell;
    this.#attached = new Set(
      manifest.files
        .filter(({ path }) => path.startsWith('attachments/'))
        .map(({ sha256, size }) => `${sha256} ${size}`),
    );
    this.#head = firstHash(`approval:${manifest.requestId}`).toString('hex');
  }

  add(line: EventLine): void {
    const { seq } = line;
    for (let missing = this.#last + 1; missing < seq && missing < this.#last + 1_000; missing += 1)
      this.#tell('event-missing', { seq: missing });
    this.#last = seq;
    if (isSealed(line)) {
      known(this.#tell, `events.ndjson ${seq}`, () => {
        const previous = Buffer.from(this.#head, 'hex');
        const commitment = Buffer.from(line.commitment, 'hex');
        const link = nextLink(previous, commitment, Math.max(1, seq), { evidenceId: line.evidenceId }, line.algorithm);
        if (link.hash.toString('hex') !== line.hash) this.#tell('event-not-linked', { seq });
      });
      this.#head = line.hash;
      this.#sealed = this.#readContent(line);
    }
    this.#checkEvent(line);
  }

  /** The state that the events make; undefined where some of them were erased. */
  finish(): InstanceState | null | undefined {
    const { chain, reason, status } = this.#manifest;
    this.#checkLast();
    if (this.#last < chain.events) this.#tell('tail-missing', { expected: chain.events, events: this.#last });
    else if (this.#last > chain.events || this.#head !== chain.head) this.#tell('head-differs');
    if (!this.#foldable) return undefined;
    if (reason === 'archive' && !this.#state?.ended) this.#tell('end-missing');
    if (this.#last === chain.events && this.#state?.status !== status) this.#tell('state-differs');
    return this.#state;
  }

  /** Opens what was sealed of a step. */
  #readContent(line: SealedLine): Sealed {
    const { seq, content } = line;
    if (content.state === 'erased') return { erased: content.keyId };
    if (content.state !== 'readable') {
      this.#tell('event-unreadable', { seq });
      return {};
    }
    const { envelope } = content;
    const chain = `approval:${this.#manifest.requestId}`;
    const salt = Buffer.from(content.salt, 'hex');
    known(this.#tell, `events.ndjson ${seq}`, () => {
      const committed =
        salt.length === SALT_LENGTH &&
        envelope.id === line.evidenceId &&
        envelope.chain === chain &&
        commitmentOf(line.commitmentAlgorithm, salt, canonicalJson(envelope)).toString('hex') === line.commitment;
      if (!committed) this.#tell('event-changed', { seq });
    });
    const record = sealedRecord.safeParse(envelope.record);
    if (!record.success || record.data.seq !== seq || record.data.requestId !== this.#manifest.requestId) {
      this.#tell('event-changed', { seq });
      return {};
    }
    const { events, form, request } = record.data;
    if (request && request.number !== this.#manifest.number) this.#tell('number-differs');
    const before = this.forms.get(this.#state?.form ?? 0);
    if ((before !== undefined || this.erased.length === 0) && !changesHold(events, before, form?.content))
      this.#tell('change-differs', { seq });
    if (form) this.forms.set(form.number, form.content);
    return { from: seq, events };
  }

  #checkEvent({ seq, body }: EventLine): void {
    const { erased, from, events } = this.#sealed;
    if (erased !== undefined) this.erased.push({ seq, keyId: erased });
    if (from === undefined) {
      this.#foldable = false;
      return;
    }
    if (seq >= from + events.length) {
      this.#tell('event-not-linked', { seq });
      return;
    }
    this.readable += 1;
    const event = events[seq - from];
    if (!same(body, event)) this.#tell('body-changed', { seq });
    const parsed = instanceEvent.safeParse(event);
    if (!parsed.success) return;
    this.#state = apply(this.#state, parsed.data);
    for (const { name, size, sha256 } of opinionFiles(parsed.data)) {
      // What stands in the manifest was held against the bytes already.
      if (!this.#attached.has(`${sha256} ${size}`)) this.#tell('opinion-file-differs', { seq, name });
    }
    const signed = decisionSignature(this.#manifest.requestId, parsed.data);
    if (signed === 'none') return;
    this.personalSignatures += 1;
    if (signed === 'wrong') this.#tell('decision-signature-wrong', { seq });
  }

  /** Events that were sealed with the last step and aren't there. */
  #checkLast(): void {
    const { from, events } = this.#sealed;
    if (from === undefined) return;
    for (let seq = this.#last + 1; seq < from + events.length; seq += 1) this.#tell('event-missing', { seq });
  }
}

/** What was sealed of a step, from which event on; or the key that it was erased with. */
type Sealed =
  | { readonly from: number; readonly events: readonly unknown[]; readonly erased?: undefined }
  | { readonly from?: undefined; readonly events?: undefined; readonly erased?: string };

function checkData(
  text: string | undefined,
  events: EventCheck,
  state: InstanceState | null | undefined,
  tell: Tell,
): void {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    // Told below.
  }
  const data = packageData.safeParse(value);
  if (!data.success) {
    tell('line-unreadable', { path: 'data.json', line: 1 });
    return;
  }
  const numbers = new Set(data.data.forms.map((form) => form.number));
  for (const { number, content } of data.data.forms) {
    if (!events.forms.has(number)) {
      if (events.erased.length === 0) tell('form-unproved', { form: number });
    } else if (!same(content, events.forms.get(number))) tell('form-changed', { form: number });
  }
  for (const number of events.forms.keys()) if (!numbers.has(number)) tell('form-missing', { form: number });
  if (state !== undefined && !same(data.data.state, state)) tell('state-differs');
}

function checkChain(given: {
  readonly manifest: Manifest;
  readonly events: readonly EventLine[];
  readonly erased: readonly { readonly seq: number; readonly keyId: string }[];
  readonly links: readonly LinkLine[];
  readonly heads: readonly SignedHeadLine[];
  readonly anchors: readonly SignedHeadLine[];
  readonly trusted: ReadonlySet<string> | undefined;
  readonly tell: Tell;
}): void {
  const { manifest, events, erased, links, heads, anchors, trusted, tell } = given;
  const destroyed = new Set<string>();
  const byContent = new Map<string, LinkLine>();
  let before: LinkLine | undefined;
  for (const link of links) {
    const { number } = link;
    if (before && number <= before.number) tell('link-not-joined', { number });
    else if (before && number === before.number + 1 && link.previous !== before.hash)
      tell('link-not-joined', { number });
    known(tell, `chain.ndjson ${number}`, () => {
      const bytes = { commitment: Buffer.from(link.commitment, 'hex'), previous: Buffer.from(link.previous, 'hex') };
      if (companyLink({ ...link, ...bytes }).hash.toString('hex') !== link.hash) tell('link-changed', { number });
      for (const keyId of destroyedBy(link)) destroyed.add(keyId);
    });
    byContent.set(link.contentId, link);
    before = link;
  }
  const signed = signedNumbers(heads, anchors, links, trusted, tell);
  const covered = coveredNumbers(links, signed);
  const own = `approval:${manifest.requestId}`;
  const steps = events.filter(isSealed);
  const evidenceIds = new Set(steps.map((step) => step.evidenceId));
  for (const { seq, evidenceId, commitment } of steps) {
    const link = byContent.get(evidenceId);
    if (link?.chain !== own) tell('event-not-in-chain', { seq });
    else if (link.commitment !== commitment) tell('chain-relinked', { seq, number: link.number });
    else if (!covered.has(link.number)) tell('not-signed', { number: link.number });
  }
  for (const { chain, contentId, number } of links) {
    // A proof of a request that goes on may hold links of events that came while it was made.
    if (chain === own && !evidenceIds.has(contentId) && number <= manifest.company.number)
      tell('event-removed', { number, evidenceId: contentId });
  }
  for (const { seq, keyId } of erased) if (!destroyed.has(keyId)) tell('erased-without-record', { seq });
  for (const anchor of anchors) {
    if (anchor.number > manifest.company.number && anchor.at <= evidenceOrder(manifest.madeAt)) {
      tell('company-tail-missing', { signed: anchor.number, at: anchor.at, number: manifest.company.number });
      break;
    }
  }
}

/** In the form that anchors are written in, so that they compare as text. */
const evidenceOrder = (at: string): string => Temporal.Instant.from(at).toString({ smallestUnit: 'microsecond' });

/** Ids of keys that this link says were destroyed; nothing where its content isn't what was committed to. */
function destroyedBy({ content, commitment, commitmentAlgorithm, contentId }: LinkLine): readonly string[] {
  if (content.state !== 'readable' || content.envelope.kind !== KEYS_DESTROYED) return [];
  const salt = Buffer.from(content.salt, 'hex');
  const holds =
    salt.length === SALT_LENGTH &&
    content.envelope.id === contentId &&
    commitmentOf(commitmentAlgorithm, salt, canonicalJson(content.envelope)).toString('hex') === commitment;
  const { keyIds } = content.envelope.record as { keyIds?: unknown };
  return holds && Array.isArray(keyIds) ? keyIds.map(String) : [];
}

/** Numbers of links whose hash somebody trusted has signed; tells of signatures that don't hold. */
function signedNumbers(
  heads: readonly SignedHeadLine[],
  anchors: readonly SignedHeadLine[],
  links: readonly LinkLine[],
  trusted: ReadonlySet<string> | undefined,
  tell: Tell,
): ReadonlySet<number> {
  const hashes = new Map(links.map((link) => [link.number, link.hash]));
  const signed = new Set<number>();
  const seen = new Set<string>();
  for (const head of [...heads, ...anchors]) {
    const { number, at, hash } = head;
    const found = hashes.get(number);
    const text = canonicalJson(head);
    if (found === undefined || seen.has(text)) continue;
    seen.add(text);
    if (trusted && !trusted.has(head.publicKey)) {
      tell('head-not-trusted', { number, at });
      continue;
    }
    known(tell, `chain.ndjson ${number}`, () => {
      const [publicKey, signature] = [Buffer.from(head.publicKey, 'base64'), Buffer.from(head.signature, 'base64')];
      if (!signatureAlgorithm(head.algorithm).verify(publicKey, signedHeadText(head), signature))
        tell('head-signature-wrong', { number, at });
      else if (hash !== found) tell('chain-rewritten', { number, at });
      else signed.add(number);
    });
  }
  return signed;
}

/** Numbers of links from which an unbroken row of links leads to a signed one. */
function coveredNumbers(links: readonly LinkLine[], signed: ReadonlySet<number>): ReadonlySet<number> {
  const covered = new Set<number>();
  let after: LinkLine | undefined;
  for (const link of links.toReversed()) {
    const leads =
      after && covered.has(after.number) && after.number === link.number + 1 && after.previous === link.hash;
    if (signed.has(link.number) || leads) covered.add(link.number);
    after = link;
  }
  return covered;
}

function readEvent(text: string): EventLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!eventLine.safeParse(value).success || canonicalJson(value, DEEPEST_LINE) !== text) return undefined;
    // The parsed value is what goes on: a schema's output could lack keys that the commitment covers.
    return value as EventLine;
  } catch {
    return undefined;
  }
}

function ndjson<L>(text: string, path: string, read: (line: string) => L | undefined, tell: Tell): L[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.flatMap((line, at) => {
    const found = read(line);
    if (found === undefined) tell('line-unreadable', { path, line: at + 1 });
    return found === undefined ? [] : [found];
  });
}

function readAnchors(lines: Iterable<string>, tell: Tell): SignedHeadLine[] {
  const anchors: SignedHeadLine[] = [];
  let number = 0;
  for (const text of lines) {
    number += 1;
    const line = parseEvidenceLine(text);
    if (line?.type === 'signed-head') anchors.push(line);
    else if (text !== '' && line?.type !== 'keys-destroyed') tell('anchor-unreadable', { line: number });
  }
  return anchors;
}

function spkiBase64(publicKey: string): string {
  if (!publicKey.includes('-----BEGIN')) return publicKey.trim();
  return createPublicKey(publicKey).export({ format: 'der', type: 'spki' }).toString('base64');
}

function known(tell: Tell, where: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof UnknownAlgorithm)) throw error;
    tell('algorithm-unknown', { where, algorithm: error.algorithm });
  }
}
