import type { InstanceEvent } from '../../contract/instance-event.ts';
import { verifyDecisionSignature } from '../verify-decision-signature.ts';

/**
 * Whether the personal signature of a decision holds; `none` where nobody signed. Whose key it is, is told by the register of
 * passkeys, which lies in the database: what a package proves is that whoever holds the key signed exactly this decision.
 */
export function decisionSignature(requestId: string, event: InstanceEvent): 'none' | 'valid' | 'wrong' {
  const signed = 'evidence' in event && event.evidence?.signature !== undefined;
  if (verifyDecisionSignature(requestId, event) !== undefined) return 'wrong';
  return signed ? 'valid' : 'none';
}
