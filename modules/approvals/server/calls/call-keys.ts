import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { EvidenceAccess } from '#kernel/server/chain/evidence-access.ts';

/** 32 bytes that only the company's key gives for this purpose, as base64url: so no secret lies in the database. */
const derived = (evidence: Pick<EvidenceAccess, 'sign'>, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', evidence.sign(`guiju calls\n${purpose}`), '', purpose, 32)).toString('base64url');

/** What calls to an integration are signed with; the generation goes up when an administrator asks for a new one. */
export const secretOf = (evidence: Pick<EvidenceAccess, 'sign'>, integrationId: string, generation: number): string =>
  derived(evidence, `secret ${integrationId} ${generation}`);

/** The token that the answer to one call comes with; the same at every try of that call. */
export const tokenOf = (evidence: Pick<EvidenceAccess, 'sign'>, callId: string): string =>
  derived(evidence, `answer ${callId}`);

/** Whether two texts are the same, in a time that doesn't tell where they differ. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
