import { z } from 'zod';
import { canonicalJson } from '#kernel/server/chain/canonical-json.ts';

const hex = z.string().regex(/^([0-9a-f]{2})+$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a package is called in its own manifest: a signature over it can't be taken for any other. */
export const packagePurpose = 'guiju approval package 1';

/** `manifest.json`: canonical JSON, signed as it is. Everything else in the package hangs on it. */
export const manifest = z.strictObject({
  purpose: z.literal(packagePurpose),
  /** archive: made once, at the end. proof: the evidence as it was in the database at `madeAt`. */
  reason: z.enum(['archive', 'proof']),
  madeAt: z.string(),
  requestId: z.string(),
  number: z.string(),
  kind: z.string(),
  status: z.string(),
  /** The request's own chain: how many events, and the hash of the last. */
  chain: z.strictObject({ events: z.int(), head: hex }),
  /** Where the company's chain ended. */
  company: z.strictObject({ number: z.int(), hash: hex }),
  /** The package of an earlier end, where an approval was to be revoked. */
  follows: z.strictObject({ revision: z.int(), digest: sha256 }).optional(),
  algorithm: z.string(),
  publicKey: z.base64(),
  files: z.array(z.strictObject({ path: z.string(), size: z.int(), sha256 })),
  /** What the program itself found wrong in its database when it made this. */
  found: z.array(z.strictObject({ seq: z.int(), what: z.string(), where: z.string().optional() })),
});
export type Manifest = z.infer<typeof manifest>;

/** `signature.json`. */
export const packageSignature = z.strictObject({
  algorithm: z.string(),
  publicKey: z.base64(),
  signature: z.base64(),
});

/** An event as the database has it; sealed with the step that it belongs to. */
const plainLine = z.strictObject({
  type: z.literal('event'),
  seq: z.int(),
  at: z.string(),
  /** What the database says happened; null where it was erased. */
  body: z.unknown(),
});

/** The first event of a step, and what was sealed when the step happened. */
const sealedLine = plainLine.extend({
  evidenceId: z.string(),
  algorithm: z.string(),
  commitmentAlgorithm: z.string(),
  commitment: hex,
  hash: hex,
  content: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('readable'),
      salt: hex,
      envelope: z.strictObject({
        id: z.string(),
        chain: z.string(),
        kind: z.string(),
        at: z.string(),
        subjectPersonId: z.string().nullable(),
        record: z.unknown(),
      }),
    }),
    z.strictObject({ state: z.literal('erased'), keyId: z.string() }),
    z.strictObject({ state: z.literal('unreadable') }),
    z.strictObject({ state: z.literal('missing') }),
  ]),
});
export type SealedLine = z.infer<typeof sealedLine>;

/** A line of `events.ndjson`. */
export const eventLine = z.union([sealedLine, plainLine]);
export type EventLine = z.infer<typeof eventLine>;

/** Whether a step begins with this line. */
export const isSealed = (line: EventLine): line is SealedLine => 'evidenceId' in line;

/** What of `data.json` is proved by the events. */
export const packageData = z.looseObject({
  requestId: z.string(),
  /** Contents of the form, by their number in the events. */
  forms: z.array(z.strictObject({ number: z.int(), content: z.record(z.string(), z.unknown()) })),
  /** The state as the database has it. */
  state: z.unknown(),
});

/** Records of evidence of this module, as they are sealed. */
export const sealedRecord = z
  .looseObject({
    requestId: z.string(),
    /** Of the first of its events. */
    seq: z.int(),
    /** Of a step; `event` in records from before steps were sealed as one. */
    events: z.array(z.unknown()).min(1).optional(),
    event: z.unknown().optional(),
    /** A content of the form that came with these events, under its number. */
    form: z.strictObject({ number: z.int(), content: z.record(z.string(), z.unknown()) }).optional(),
    /** With the first step: what is the request's for ever. */
    request: z
      .strictObject({
        number: z.string(),
        kind: z.string(),
        definitionVersion: z.int(),
        employerId: z.string(),
        departmentId: z.string().nullable().optional(),
      })
      .optional(),
  })
  .transform(({ requestId, seq, events, event, form, request }) => ({
    requestId,
    seq,
    events: events ?? [event],
    form,
    request,
  }));

/** Two JSON values are the same. */
export const same = (left: unknown, right: unknown): boolean =>
  canonicalJson(plain(left)) === canonicalJson(plain(right));

/** As stored and read again: without what JSON leaves out. */
export function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
