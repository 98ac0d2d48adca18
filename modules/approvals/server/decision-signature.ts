import type { InputOf, OutputOf } from '#kernel/contract/operation.ts';
import type { PasskeySignature } from '#kernel/contract/passkey-signature.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import { acceptSignature, challengeSignature } from '#modules/access/contract/passkeys.ts';
import type { Evidence } from '../contract/facts.ts';
import type { Opinion } from '../contract/instance.ts';
import type { act, returnRequest } from '../contract/operations.ts';
import type { passUp } from '../contract/step-operations.ts';
import { type Decided, signedStatement } from '../domain/signed-statement.ts';
import type { Decides, Work } from './carry-out.ts';

const answers = { approve: 'approved', reject: 'rejected', handle: 'handled' } as const;

/** With the opinion as it goes on record. */
type Stating<I> = I & { readonly opinion?: Opinion | undefined };

/** What an answer will say in its event. */
export function actedBy(input: Stating<Pick<InputOf<typeof act>, 'slotId' | 'outcome' | 'chosen'>>): Decided {
  const { slotId, outcome, opinion, chosen } = input;
  return { type: 'acted', slotId, outcome: answers[outcome], ...(opinion && { opinion }), ...(chosen && { chosen }) };
}

/** What a return will say in its event. */
export function returnedBy(
  input: Stating<Pick<InputOf<typeof returnRequest>, 'slotId' | 'to' | 'afterwards'>>,
): Decided {
  const { slotId, to, afterwards, opinion } = input;
  return { type: 'returned', slotId, to, afterwards, ...(opinion && { opinion }) };
}

/** What a passing up will say in its event. */
export function passedUpBy({ slotId, opinion }: Stating<Pick<InputOf<typeof passUp>, 'slotId'>>): Decided {
  return { type: 'passedUp', slotId, ...(opinion && { opinion }) };
}

/** What a signer had before him, and what he changed of it. */
type Known = Pick<Evidence, 'seen' | 'changed'>;

/** A challenge for the passkey of who decides: over the digest of what he decides, saw and changed. */
export function askForSignature(
  context: Work,
  requestId: string,
  decided: Decided,
  known: Known,
): Promise<OutputOf<typeof challengeSignature>> {
  return context.call(challengeSignature, { digest: statementDigest(context, requestId, decided, known) });
}

/** The signature accepted in a command that decides again: each is accepted once. */
const acceptedIn = new WeakMap<Decides, Promise<PasskeySignature>>();

/**
 * Accepts the signature that came with a decision, if any, once what was seen and changed is known. A decision that loses a race is
 * decided again, its signature is accepted once.
 */
export function signatureOver(
  context: Decides,
  requestId: string,
  decided: Decided,
  given: InputOf<typeof act>['signature'],
): (known: Known) => Promise<PasskeySignature | undefined> {
  return async (known) => {
    if (!given) return undefined;
    const before = acceptedIn.get(context);
    if (before) return before;
    const digest = statementDigest(context, requestId, decided, known);
    // Signed decisions are made in a transaction of their own (`alone`), which can call.
    const accepted = (context as Work).call(acceptSignature, { ...given, digest }).then(({ signature }) => signature);
    acceptedIn.set(context, accepted);
    return accepted;
  };
}

function statementDigest(context: Decides, requestId: string, decided: Decided, known: Known) {
  const { algorithm, hash } = digestOf(signedStatement(requestId, context.person().personId, decided, known));
  return { algorithm, digest: hash.toString('hex') };
}
