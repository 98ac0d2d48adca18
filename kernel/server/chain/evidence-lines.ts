import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';

const hex = z.string().regex(/^([0-9a-f]{2})+$/);
const base64 = z.base64();
const count = z.int().nonnegative();
const number = z.int().positive();

/** An envelope may be nested as deep as `canonicalJson` takes it, and lies two levels down in its line. */
export const DEEPEST_LINE = 202;

/** First line of an export. `head` is where the database says that its chain ends. */
const headerLine = z.strictObject({
  type: z.literal('evidence'),
  version: z.literal(1),
  at: z.string(),
  head: z.strictObject({ number: count, hash: hex }),
  /** Recorded, but not linked yet when the export was made. */
  pending: count,
  /** Of the digest in the last line. */
  digestAlgorithm: z.string(),
});

/** A head signed at some time; in exports and in the anchor file. Public key: SPKI in DER. */
const signedHeadLine = z.strictObject({
  type: z.literal('signed-head'),
  number,
  hash: hex,
  at: z.string(),
  algorithm: z.string(),
  publicKey: base64,
  signature: base64,
});

/** What an export has of a link's content. */
const content = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('readable'),
    salt: hex,
    envelope: z.strictObject({
      id: z.string(),
      chain: z.string(),
      kind: z.string(),
      at: z.string(),
      subjectPersonId: z.string().nullable(),
      // Whatever JSON.parse gave: checking it again would only cost time.
      record: z.unknown(),
    }),
  }),
  /** Its key was destroyed; a record of kind `evidence.keysDestroyed` in the chain says so too. */
  z.strictObject({ state: z.literal('erased'), keyId: z.string() }),
  /** Left out of this export on purpose. */
  z.strictObject({ state: z.literal('withheld') }),
  /** The key exists, and doesn't open it. */
  z.strictObject({ state: z.literal('unreadable') }),
  z.strictObject({ state: z.literal('missing') }),
]);

const linkLine = z.strictObject({
  type: z.literal('link'),
  number,
  chain: z.string(),
  contentId: z.string(),
  commitmentAlgorithm: z.string(),
  commitment: hex,
  previous: hex,
  hash: hex,
  algorithm: z.string(),
  at: z.string(),
  content,
});

/** A row of the searchable audit that isn't what the chain has of it. */
const auditRowLine = z.strictObject({
  type: z.literal('audit-row'),
  id: z.string(),
  state: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('changed'), number, columns: z.array(z.string()).min(1) }),
    z.strictObject({ state: z.literal('missing'), number }),
    /** The chain knows nothing of it. */
    z.strictObject({ state: z.literal('unrecorded') }),
  ]),
});

/** Only in the anchor file: keys that must stay destroyed, whatever backup is restored. */
const keysDestroyedLine = z.strictObject({
  type: z.literal('keys-destroyed'),
  at: z.string(),
  keyIds: z.array(z.uuid()),
});

/** Last line: the digest covers all lines before it, each with its line feed. */
const endLine = z.strictObject({
  type: z.literal('end'),
  lines: count,
  digest: hex,
});

const evidenceLine = z.discriminatedUnion('type', [
  headerLine,
  signedHeadLine,
  linkLine,
  auditRowLine,
  keysDestroyedLine,
  endLine,
]);

export type EvidenceLine = z.infer<typeof evidenceLine>;
export type SignedHeadLine = z.infer<typeof signedHeadLine>;
export type ExportedContent = z.infer<typeof content>;
export type AuditRowLine = z.infer<typeof auditRowLine>;
export type LinkLine = z.infer<typeof linkLine>;

/** The text that the signature of a head is made over. */
export function signedHeadText(head: Omit<SignedHeadLine, 'type' | 'signature'>): string {
  const { algorithm, at, hash, number: signedNumber, publicKey } = head;
  return canonicalJson({ algorithm, at, hash, number: signedNumber, publicKey, purpose: 'guiju evidence head 1' });
}

/** The line, if the text is the canonical text of a line that this program knows. Never throws. */
export function parseEvidenceLine(text: string): EvidenceLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!evidenceLine.safeParse(value).success || canonicalJson(value, DEEPEST_LINE) !== text) return undefined;
    // The parsed value is what goes on: a schema's output could lack keys that the commitment covers.
    return value as EvidenceLine;
  } catch {
    return undefined;
  }
}
