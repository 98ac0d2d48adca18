import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import type { PasskeySignature } from '#kernel/contract/passkey-signature.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import { isFresh } from '#modules/access/contract/is-fresh.ts';
import type { Evidence } from '../contract/facts.ts';
import type { FormValues } from '../contract/form-values.ts';
import type { RequestView } from '../contract/request.ts';
import { strengthAsked } from '../domain/strength-asked.ts';
import type { Decides } from './carry-out.ts';
import { changesDigest } from './changes-digest.ts';
import { type LoadedRequest, loadRecord } from './load-request.ts';
import { viewFor } from './view-for.ts';

/**
 * What stands with an answer as its proof (Z20): the digest of exactly the view that this signer was given at the revision
 * he names, and of what he changes in the form with his answer, made here and not by his client; how he was signed in; and what he proved for this decision. `sign` gives his
 * signature over both, where he made one. A revision that the request never had, or at which the task wasn't open
 * yet, was never seen.
 */
export async function seenEvidence(
  context: Decides,
  request: LoadedRequest,
  revision: number,
  slotId: string,
  more: {
    readonly sign?: (known: Pick<Evidence, 'seen' | 'changed'>) => Promise<PasskeySignature | undefined>;
    /** The form with what he changes in it. */
    readonly form?: FormValues | undefined;
  } = {},
): Promise<Evidence> {
  const known = {
    seen: await seenView(context, request, revision, (step) =>
      step.slots.some((slot) => slot.slotId === slotId && slot.state !== 'waiting'),
    ),
    ...(more.form && { changed: changesDigest(request.form, more.form) }),
  };
  const { strength, freshAt } = context.person();
  const signedIn = { strength, freshAt };
  const signature = await more.sign?.(known);
  if (signature) return { ...known, strength: 'passkey', signedIn, signature };
  // Only asked where the step asks: most decisions need no further statement.
  const asksFresh = strengthAsked(request.definition, request.state, slotId) === 'fresh';
  const fresh = asksFresh && (await isFresh(context));
  return { ...known, strength: fresh ? 'fresh' : 'signedIn', signedIn };
}

/** The same for an administrator who answers in the place of a system outside: by the session that he is signed in with. */
export async function seenCallEvidence(
  context: Decides,
  request: LoadedRequest,
  revision: number,
  visit: number,
): Promise<Evidence> {
  const seen = await seenView(context, request, revision, (step) => step.visit === visit && step.call !== undefined);
  const { strength, freshAt } = context.person();
  return { seen, strength: 'signedIn', signedIn: { strength, freshAt } };
}

/** The digest of the view that this reader was given at a revision; refuses one at which what he speaks of wasn't there. */
async function seenView(
  context: Decides,
  request: LoadedRequest,
  revision: number,
  isThere: (step: RequestView['steps'][number]) => boolean,
): Promise<Evidence['seen']> {
  const record = await loadRecord(context, request);
  const view = revision <= record.events.length ? viewFor(context, request, record, revision) : undefined;
  if (!view?.steps.some(isThere)) throw refuse(changedMeanwhile);
  const { algorithm, hash } = digestOf(view);
  return { algorithm, digest: hash.toString('hex') };
}
