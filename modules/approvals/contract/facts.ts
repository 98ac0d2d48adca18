import { z } from 'zod';
import type { Strength } from '#kernel/contract/actor.ts';
import { passkeySignature } from '#kernel/contract/passkey-signature.ts';
import { instant } from '#kernel/contract/shapes.ts';
import { choiceRange, decisionStrength, fieldName, nodeId, peopleRule, personId } from './definition.ts';
import { foundPerson, slotId } from './instance.ts';

/**
 * What the engine asks for: a node's rule, or one of its own questions about someone.
 * chosen: those of the people who are in the range and in service. authorized: who decides in the place of a person without the
 * authority, the nearest above him who has it for this node's `authority` on the form as it is.
 */
const askedRule = z.union([
  peopleRule,
  // Nobody, where nobody was chosen.
  z.object({ kind: z.literal('named'), people: z.array(personId).max(100) }),
  z.object({ kind: z.literal('chosen'), people: z.array(personId).max(100), from: choiceRange.optional() }),
  z.object({ kind: z.literal('supervisorOf'), person: personId, level: z.int() }),
  z.object({ kind: z.literal('successorOf'), person: personId }),
  z.object({ kind: z.literal('authorized'), instead: personId }),
]);
export type AskedRule = z.infer<typeof askedRule>;

/**
 * A question to the shell, about the form that the state after the command has (a command with a form counts with it).
 * - people: those in service whom the rule names, in its order, with their deputies; `nodeId` is missing for copies at the end.
 * - branches: which expressions of this node are true: ids of branches in their order; for a goto its own id, or nothing.
 *   An expression that can't be evaluated is not true, and named in `faulty`.
 * - rows: how many rows the detail table has.
 * - authority: what this person's authority is at this node (by its `authority`), and what counts against it.
 */
export const query = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('people'),
    key: z.string(),
    nodeId: nodeId.optional(),
    rule: askedRule,
    applicant: personId,
  }),
  z.object({ kind: z.literal('branches'), key: z.string(), nodeId, applicant: personId }),
  z.object({ kind: z.literal('rows'), key: z.string(), nodeId, table: fieldName }),
  z.object({ kind: z.literal('authority'), key: z.string(), nodeId, slotId, person: personId, applicant: personId }),
]);
export type Query = z.infer<typeof query>;

/** How the session was signed in, and when the person last proved who he is in it (the kernel's Strength and `freshAt`). */
const signedIn = z.object({
  strength: z.enum(['password', 'secondFactor', 'passkey'] satisfies Strength[]),
  freshAt: instant(),
});
/**
 * W7: `limit` in minor units, `null` where there is none; `total` is what is asked with everything that counts together with it
 * (W7.1), of which `siblings` are the other requests.
 */
export const authorityAnswer = z.object({
  limit: z.int().nullable(),
  total: z.int(),
  siblings: z.array(z.object({ requestId: z.string(), number: z.string(), amount: z.int() })).max(100),
});
export type AuthorityAnswer = z.infer<typeof authorityAnswer>;

/**
 * What a signer saw (digest of exactly his view, with the algorithm's id), what he proved for this very decision, how he was
 * signed in, and his signature where one was made.
 */
export const evidence = z.object({
  seen: z.object({ algorithm: z.string(), digest: z.string() }),
  /** Of what the signer changed in the form with this answer, where he did. */
  changed: z.object({ algorithm: z.string(), digest: z.string() }).optional(),
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
  branches: z.record(z.string(), z.array(nodeId)).default({}),
  /** Of them, the expressions that couldn't be evaluated on this form. */
  faulty: z.record(z.string(), z.array(nodeId)).optional(),
  rows: z.record(z.string(), z.int().min(0)).default({}),
  authority: z.record(z.string(), authorityAnswer).default({}),
  /** Given by the shell with act and return, never by the client. */
  evidence: evidence.optional(),
  /** The actor holds the permission to intervene in requests of this kind. */
  mayAdminister: z.boolean().default(false),
});
export type Facts = z.infer<typeof facts>;
