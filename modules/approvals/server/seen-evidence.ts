import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import type { Evidence } from '../contract/facts.ts';
import { requestView } from '../domain/request-view.ts';
import type { Decides } from './carry-out.ts';
import { type LoadedRequest, loadRecord } from './load-request.ts';

/**
 * What stands with an answer as its proof (Z20): the digest of exactly the view that this signer was given at the revision
 * he names, made here and not by his client, and how strongly he was signed in. A revision that the request never had, or
 * at which the task wasn't open yet, was never seen.
 */
export async function seenEvidence(
  context: Decides,
  request: LoadedRequest,
  revision: number,
  slotId: string,
): Promise<Evidence> {
  const record = await loadRecord(context, request);
  const view = revision <= record.events.length ? requestView(record, revision, request.seesAll) : undefined;
  if (!view?.steps.some((step) => step.slots.some((slot) => slot.slotId === slotId && slot.state !== 'waiting'))) {
    throw refuse(changedMeanwhile);
  }
  const { algorithm, hash } = digestOf(view);
  const { strength, freshAt } = context.person();
  return {
    seen: { algorithm, digest: hash.toString('hex') },
    strength: 'signedIn',
    signedIn: { strength, freshAt },
  };
}
