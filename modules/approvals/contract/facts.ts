import { z } from 'zod';
import type { Strength } from '#kernel/contract/actor.ts';
import { passkeySignature } from '#kernel/contract/passkey-signature.ts';
import { instant } from '#kernel/contract/shapes.ts';
import { decisionStrength, nodeId, peopleRule, personId } from './definition.ts';
import { foundPerson } from './instance.ts';

/** What the engine asks for: a node's rule, or one of its own questions about someone. */
const askedRule = z.union([
  peopleRule,
  z.object({ kind: z.literal('supervisorOf'), person: personId, level: z.int() }),
  z.object({ kind: z.literal('successorOf'), person: personId }),
]);
export type AskedRule = z.infer<typeof askedRule>;

/**
 * A question to the shell. People: those in service whom the rule names, in its order, with their deputies.
 * Condition: which branch is the first to be true, or the default.
 */
export const query = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('people'), key: z.string(), nodeId, rule: askedRule, applicant: personId }),
  z.object({ kind: z.literal('condition'), key: z.string(), nodeId, applicant: personId }),
]);
export type Query = z.infer<typeof query>;

/** How the session was signed in, and when the person last proved who he is in it (the kernel's Strength and `freshAt`). */
const signedIn = z.object({
  strength: z.enum(['password', 'secondFactor', 'passkey'] satisfies Strength[]),
  freshAt: instant(),
});

/**
 * What a signer saw (digest of exactly his view, with the algorithm's id), what he proved for this very decision, how he was
 * signed in, and his signature where one was made.
 */
export const evidence = z.object({
  seen: z.object({ algorithm: z.string(), digest: z.string() }),
  strength: decisionStrength,
  signedIn,
  signature: passkeySignature.optional(),
});
export type Evidence = z.infer<typeof evidence>;

/** An answered question about people, kept in the event, so that "why me?" can always be answered. */
export const answeredRule = z.object({ rule: askedRule, people: z.array(personId) });

/** Everything that decide may know beside definition, state and command. Answers are kept under the query's key. */
export const facts = z.object({
  now: instant(),
  people: z.record(z.string(), z.array(foundPerson)).default({}),
  branches: z.record(z.string(), z.string()).default({}),
  /** Given by the shell with act and return, never by the client. */
  evidence: evidence.optional(),
  /** The actor holds the permission to intervene in requests of this kind. */
  mayAdminister: z.boolean().default(false),
});
export type Facts = z.infer<typeof facts>;
