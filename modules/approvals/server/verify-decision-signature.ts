import { verifyPasskeySignature } from '#kernel/server/passkeys/verify-passkey-signature.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { signedStatement } from '../domain/signed-statement.ts';

/** What doesn't hold about how a decision was signed. */
export type SignatureProblem =
  /** It says that it was signed with a passkey, and no signature is there. */
  | 'signatureMissing'
  /** Signed was something else: another decision, other words, another view, another change of the form. */
  | 'signatureDiffers'
  /** Not made with the key that stands beside it, or changed since. */
  | 'signatureForged';

/**
 * Verifies the passkey signature of one event of a request, with nothing but the two: also from an export. Undefined where
 * it holds, and for events that nobody signs so. Whose key it is, is told by the register of passkeys (`access.published_passkey`).
 */
export function verifyDecisionSignature(requestId: string, event: InstanceEvent): SignatureProblem | undefined {
  if (event.type !== 'acted' && event.type !== 'returned' && event.type !== 'passedUp') return undefined;
  if (!event.evidence || event.by === undefined) return undefined;
  const { strength, signature } = event.evidence;
  if (!signature) return strength === 'passkey' ? 'signatureMissing' : undefined;
  const problem = verifyPasskeySignature(signature, signedStatement(requestId, event.by, event, event.evidence));
  if (problem === undefined) return undefined;
  return problem === 'otherChallenge' ? 'signatureDiffers' : 'signatureForged';
}
