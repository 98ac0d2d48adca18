import { isUtf8 } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import { hashAlgorithm, signatureAlgorithm, UnknownAlgorithm } from './algorithms.ts';
import { canonicalJson } from './canonical-json.ts';
import { commitmentOf, SALT_LENGTH } from './commitment-of.ts';
import { COMPANY_CHAIN, companyLink } from './company-link.ts';
import { KEYS_DESTROYED } from './destroy-evidence-keys.ts';
import { ErasedContents } from './erased-contents.ts';
import {
  type EvidenceLine,
  type LinkLine,
  parseEvidenceLine,
  type SignedHeadLine,
  signedHeadText,
} from './evidence-lines.ts';
import type { EvidenceProblem, EvidenceProblemCode } from './evidence-problems.ts';
import { firstHash } from './next-link.ts';

/** Problems listed at most; `problemCount` counts all. */
const LISTED_PROBLEMS = 1_000;

export interface EvidenceReport {
  /** No problem found. Read it together with `trust` and `unsignedTail`. */
  readonly ok: boolean;
  /**
   * What the signatures were held against: public keys given by hand, the keys in the anchor file, or only the keys in
   * the export itself, which prove nothing against whoever made the export.
   */
  readonly trust: 'given-keys' | 'anchors' | 'export-only';
  readonly links: number;
  readonly readable: number;
  readonly erased: number;
  readonly withheld: number;
  readonly signedHeads: number;
  readonly anchors: number;
  /** Recorded, but not in the chain yet when the export was made. */
  readonly pending: number;
  /** The last link that a valid, trusted signature covers; what comes after is consistent, but nobody has signed it. */
  readonly signedThrough: number;
  readonly unsignedTail: number;
  readonly head: { readonly number: number; readonly hash: string };
  readonly exportedAt: string | null;
  readonly problemCount: number;
  readonly problems: readonly EvidenceProblem[];
}

/**
 * Checks an export of the chain, line by line, without server, database or key: every link, every content against its
 * commitment, every signed head; and tells of the rows of the audit table that the export found to differ from the chain. `anchors` are the lines of an anchor file kept elsewhere, `publicKeys` (PEM, or SPKI
 * in base64) those known to be the company's: without either, whoever made the export could have made up everything.
 * Lines come without their line feed, as text or bytes (bytes that aren't UTF-8 are a problem). Memory doesn't grow with the
 * number of links. Never throws over what the lines hold.
 */
export async function verifyEvidence(
  lines: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  options: {
    readonly anchors?: Iterable<string> | undefined;
    readonly publicKeys?: readonly string[] | undefined;
  } = {},
): Promise<EvidenceReport> {
  const problems: EvidenceProblem[] = [];
  let problemCount = 0;
  const tell = (code: EvidenceProblemCode, facts: EvidenceProblem['facts']): void => {
    problemCount += 1;
    if (problems.length < LISTED_PROBLEMS) problems.push({ code, facts });
  };

  const anchors = options.anchors && readAnchors(options.anchors, tell);
  const trusted = options.publicKeys
    ? new Set(options.publicKeys.map(spkiBase64))
    : anchors && new Set(anchors.map((anchor) => anchor.publicKey));
  const heads = new SignedHeads(trusted, tell);
  for (const anchor of anchors ?? []) heads.add(anchor);

  const chain = new Chain(heads, tell);
  let header: Extract<EvidenceLine, { type: 'evidence' }> | undefined;
  let digest = hashAlgorithm('sha-256').start();
  let lineNumber = 0;
  let signedHeadLines = 0;
  let ended = false;

  for await (const given of lines) {
    lineNumber += 1;
    const text = textOf(given);
    const line = text === undefined ? undefined : parseEvidenceLine(text);
    if (ended) {
      tell('line-misplaced', { line: lineNumber });
      continue;
    }
    if (lineNumber === 1) {
      if (line?.type === 'evidence') {
        header = line;
        try {
          digest = hashAlgorithm(line.digestAlgorithm).start();
        } catch {
          tell('algorithm-unknown', { number: 0, algorithm: line.digestAlgorithm });
        }
      } else tell('format-unknown', { line: lineNumber });
    }
    if (line?.type === 'end') {
      ended = true;
      if (line.lines !== lineNumber - 1 || line.digest !== digest.digest().toString('hex')) tell('export-changed', {});
      continue;
    }
    digest.update(given);
    digest.update('\n');
    if (line === undefined) tell('line-unreadable', { line: lineNumber });
    else if (line.type === 'link') chain.add(line);
    else if (line.type === 'signed-head') {
      signedHeadLines += 1;
      if (chain.started) tell('line-misplaced', { line: lineNumber });
      else heads.add(line);
    } else if (line.type === 'audit-row') {
      const { state, ...facts } = line.state;
      tell(`audit-row-${state}`, {
        id: line.id,
        ...facts,
        ...('columns' in facts ? { columns: facts.columns.join(', ') } : {}),
      });
    } else if (lineNumber > 1) tell('line-misplaced', { line: lineNumber });
  }
  if (!ended) tell('export-cut-off', {});
  chain.finish();
  if (header && (header.head.number !== chain.lastNumber || header.head.hash !== chain.lastHash)) {
    tell('head-differs', { headNumber: header.head.number, lastNumber: chain.lastNumber });
  }

  return {
    ok: problemCount === 0,
    trust: options.publicKeys ? 'given-keys' : anchors ? 'anchors' : 'export-only',
    ...chain.counts,
    signedHeads: signedHeadLines,
    anchors: anchors?.length ?? 0,
    pending: header?.pending ?? 0,
    signedThrough: heads.through,
    unsignedTail: chain.lastNumber - heads.through,
    head: { number: chain.lastNumber, hash: chain.lastHash },
    exportedAt: header?.at ?? null,
    problemCount,
    problems,
  };
}

type Tell = (code: EvidenceProblemCode, facts: EvidenceProblem['facts']) => void;

/** The heads that somebody signed, to be met by the links. */
class SignedHeads {
  /** Highest link so far whose hash was signed. */
  through = 0;
  readonly #awaited = new Map<number, SignedHeadLine[]>();
  readonly #trusted: ReadonlySet<string> | undefined;
  readonly #tell: Tell;
  #highest: SignedHeadLine | undefined;

  constructor(trusted: ReadonlySet<string> | undefined, tell: Tell) {
    this.#trusted = trusted;
    this.#tell = tell;
  }

  add(head: SignedHeadLine): void {
    const { number, at, algorithm } = head;
    // The export usually repeats what the anchor file has.
    if (this.#awaited.get(number)?.some((other) => canonicalJson(other) === canonicalJson(head))) return;
    if (this.#trusted && !this.#trusted.has(head.publicKey)) {
      this.#tell('key-not-trusted', { number, at });
      return;
    }
    try {
      const [publicKey, signature] = [Buffer.from(head.publicKey, 'base64'), Buffer.from(head.signature, 'base64')];
      if (!signatureAlgorithm(algorithm).verify(publicKey, signedHeadText(head), signature)) {
        this.#tell('signature-wrong', { number, at });
        return;
      }
    } catch (error) {
      if (!(error instanceof UnknownAlgorithm)) throw error;
      this.#tell('algorithm-unknown', { number, algorithm });
      return;
    }
    this.#awaited.set(number, [...(this.#awaited.get(number) ?? []), head]);
    if (!this.#highest || number > this.#highest.number) this.#highest = head;
  }

  meet(number: number, hash: string): void {
    for (const head of this.#awaited.get(number) ?? []) {
      if (head.hash !== hash) this.#tell('chain-rewritten', { number, at: head.at });
      else this.through = Math.max(this.through, number);
    }
  }

  finish(lastNumber: number): void {
    if (!this.#highest || this.#highest.number <= lastNumber) return;
    this.#tell('tail-missing', { lastNumber, signedNumber: this.#highest.number, at: this.#highest.at });
  }
}

interface ContentsRecord {
  readonly count: number;
  readonly digest: string;
}

/** The links one after the other. After a fault it goes on from what the file says, so that one fault is told once. */
class Chain {
  started = false;
  lastNumber = 0;
  lastHash = firstHash(COMPANY_CHAIN).toString('hex');
  readonly counts = { links: 0, readable: 0, erased: 0, withheld: 0 };
  readonly #heads: SignedHeads;
  readonly #tell: Tell;
  /** With what a record says was erased under a key, where it was single contents. */
  readonly #destroyedKeys = new Map<string, ContentsRecord | undefined>();
  readonly #erasedUnder = new Map<string, { readonly contents: ErasedContents; readonly number: number }>();

  constructor(heads: SignedHeads, tell: Tell) {
    this.#heads = heads;
    this.#tell = tell;
  }

  add(link: LinkLine): void {
    this.started = true;
    this.counts.links += 1;
    const { number } = link;
    const inOrder = number > this.lastNumber;
    if (!inOrder) this.#tell('link-out-of-order', { number, after: this.lastNumber });
    else if (number > this.lastNumber + 1) this.#tell('link-missing', { from: this.lastNumber + 1, to: number - 1 });
    else if (link.previous !== this.lastHash) this.#tell('link-not-joined', { number });

    this.#known(number, () => {
      const { hash } = companyLink({
        ...link,
        commitment: Buffer.from(link.commitment, 'hex'),
        previous: Buffer.from(link.previous, 'hex'),
      });
      if (hash.toString('hex') !== link.hash) this.#tell('link-changed', { number });
    });
    this.#checkContent(link);
    if (!inOrder) return;
    this.#heads.meet(number, link.hash);
    this.lastNumber = number;
    this.lastHash = link.hash;
  }

  finish(): void {
    this.#heads.finish(this.lastNumber);
    for (const [keyId, { contents, number }] of this.#erasedUnder) {
      const recorded = this.#destroyedKeys.get(keyId);
      const holds =
        this.#destroyedKeys.has(keyId) &&
        (recorded === undefined || (recorded.count === contents.count && recorded.digest === contents.digest()));
      if (!holds) this.#tell('erased-without-record', { keyId, count: contents.count, number });
    }
  }

  #checkContent(link: LinkLine): void {
    const { number, contentId, content } = link;
    switch (content.state) {
      case 'readable': {
        this.counts.readable += 1;
        const { envelope } = content;
        const salt = Buffer.from(content.salt, 'hex');
        this.#known(number, () => {
          if (
            salt.length !== SALT_LENGTH ||
            envelope.id !== contentId ||
            envelope.chain !== link.chain ||
            commitmentOf(link.commitmentAlgorithm, salt, canonicalJson(envelope)).toString('hex') !== link.commitment
          ) {
            this.#tell('content-changed', { number, contentId });
          } else if (envelope.kind === KEYS_DESTROYED) this.#takeErasure(envelope.record);
        });
        return;
      }
      case 'erased': {
        this.counts.erased += 1;
        const known = this.#erasedUnder.get(content.keyId) ?? { contents: new ErasedContents(), number };
        known.contents.add(contentId);
        this.#erasedUnder.set(content.keyId, known);
        return;
      }
      case 'withheld':
        this.counts.withheld += 1;
        return;
      case 'unreadable':
        this.#tell('content-unreadable', { number, contentId });
        return;
      case 'missing':
        this.#tell('content-missing', { number, contentId });
    }
  }

  #takeErasure(record: unknown): void {
    const { keyIds, contents } = record as { keyIds?: unknown; contents?: ContentsRecord };
    if (Array.isArray(keyIds)) for (const keyId of keyIds) this.#destroyedKeys.set(String(keyId), contents);
  }

  #known(number: number, check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof UnknownAlgorithm)) throw error;
      this.#tell('algorithm-unknown', { number, algorithm: error.algorithm });
    }
  }
}

function readAnchors(lines: Iterable<string>, tell: Tell): SignedHeadLine[] {
  const anchors: SignedHeadLine[] = [];
  let lineNumber = 0;
  for (const text of lines) {
    lineNumber += 1;
    const line = parseEvidenceLine(text);
    if (line?.type === 'signed-head') anchors.push(line);
    else if (text !== '' && line?.type !== 'keys-destroyed') tell('anchor-unreadable', { line: lineNumber });
  }
  return anchors;
}

function textOf(line: string | Uint8Array): string | undefined {
  if (typeof line === 'string') return line;
  return isUtf8(line) ? Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString() : undefined;
}

function spkiBase64(publicKey: string): string {
  if (!publicKey.includes('-----BEGIN')) return publicKey.trim();
  return createPublicKey(publicKey).export({ format: 'der', type: 'spki' }).toString('base64');
}
