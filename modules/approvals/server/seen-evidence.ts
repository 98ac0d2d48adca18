import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import type { PasskeySignature } from '#kernel/contract/passkey-signature.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import { readConfirmation } from '#modules/access/contract/passkeys.ts';
import type { Evidence } from '../contract/facts.ts';
import { requestView } from '../domain/request-view.ts';
import { strengthAsked } from '../domain/strength-asked.ts';
import type { Decides } from './carry-out.ts';
import { type LoadedRequest, loadRecord } from './load-request.ts';

/**
 * What stands with an answer as its proof (Z20): the digest of exactly the view that this signer was given at the revision
 * he names, made here and not by his client; how he was signed in; and what he proved for this decision. `sign` gives his
 * signature over what he saw, where he made one. A revision that the request never had, or at which the task wasn't open
 * yet, was never seen.
 */
export async function seenEvidence(
  context: Decides,
  request: LoadedRequest,
  revision: number,
  slotId: string,
  sign?: (seen: Evidence['seen']) => Promise<PasskeySignature | undefined>,
): Promise<Evidence> {
  const record = await loadRecord(context, request);
  const view =
    revision <= record.events.length
      ? requestView(record, revision, request.seesAll, context.person().personId)
      : undefined;
  if (!view?.steps.some((step) => step.slots.some((slot) => slot.slotId === slotId && slot.state !== 'waiting'))) {
    throw refuse(changedMeanwhile);
  }
  const { algorithm, hash } = digestOf(view);
  const seen = { algorithm, digest: hash.toString('hex') };
  const { strength, freshAt } = context.person();
  const signedIn = { strength, freshAt };
  const signature = await sign?.(seen);
  if (signature) return { seen, strength: 'passkey', signedIn, signature };
  // Only asked where the step asks: most decisions need no further statement.
  const asksFresh = strengthAsked(request.definition, request.state, slotId) === 'fresh';
  const fresh = asksFresh && (await context.read(readConfirmation, {})).fresh;
  return { seen, strength: fresh ? 'fresh' : 'signedIn', signedIn };
}
