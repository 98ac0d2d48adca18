import type { PasskeySignature } from '../../contract/passkey-signature.ts';
import { UnknownAlgorithm } from '../chain/algorithms.ts';
import { NotJson } from '../chain/canonical-json.ts';
import { digestOf } from '../chain/digest-of.ts';
import { type AssertionProblem, checkAssertion } from './check-assertion.ts';
import { digestInChallenge } from './signing-challenge.ts';

/**
 * Verifies a stored signature by a person's own passkey over a JSON statement: with nothing but the two, so also from an
 * export, years later. Gives what doesn't hold (`otherChallenge`: something else than this statement was signed), or
 * undefined where the signature is good. Whose key it is, is told by the register of passkeys, not by the signature.
 */
export function verifyPasskeySignature(signature: PasskeySignature, statement: unknown): AssertionProblem | undefined {
  const { algorithm, digestAlgorithm } = signature;
  try {
    const { hash } = digestOf(statement, digestAlgorithm);
    const checked = checkAssertion({ algorithm, publicKey: Buffer.from(signature.publicKey, 'base64url') }, signature, {
      isExpected: (challenge) => digestInChallenge(challenge)?.equals(hash) ?? false,
    });
    return 'problem' in checked ? checked.problem : undefined;
  } catch (error) {
    if (error instanceof UnknownAlgorithm || error instanceof NotJson) return 'unreadable';
    throw error;
  }
}
