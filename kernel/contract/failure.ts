import { z } from 'zod';
import type { Facts, Words } from './words.ts';

/** The HTTP statuses that a declared failure may have. 500 is missing on purpose: a fault is never declared. */
export type FailureStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 428 | 429 | 503 | 507;

/** A refusal that the contract names: what can go wrong, in both languages, with the facts that the words need. */
export interface FailureContract<F extends z.ZodType = z.ZodType> {
  readonly code: string;
  readonly status: FailureStatus;
  readonly words: Words;
  readonly facts: F;
}

/**
 * Declares a failure. `code` is `module.whatIsWrong`; words hold `{placeholders}` filled from the facts.
 * The facts' shape is `z.object({...})`; leave it out when the words need none.
 */
export function failure<F extends z.ZodType = z.ZodObject<Record<never, never>>>(declared: {
  code: string;
  status: FailureStatus;
  words: Words;
  facts?: F;
}): FailureContract<F> {
  return { ...declared, facts: declared.facts ?? (z.object({}) as unknown as F) };
}

/** Thrown by handlers, guards and domain shells: the pipeline turns it into the declared answer and an audit entry. */
export class Refusal extends Error {
  readonly failure: FailureContract;
  readonly facts: Facts;

  constructor(failure: FailureContract, facts: Facts) {
    super(`${failure.code} ${JSON.stringify(facts)}`);
    this.name = 'Refusal';
    this.failure = failure;
    this.facts = facts;
  }
}

/** Makes the refusal of a declared failure: `throw refuse(leaveOverlaps, { from, to })`. */
export function refuse<F extends z.ZodType>(
  declared: FailureContract<F>,
  ...facts: Record<never, never> extends z.infer<F> ? [facts?: z.infer<F>] : [facts: z.infer<F>]
): Refusal {
  return new Refusal(declared, (facts[0] ?? {}) as Facts);
}

/** What a refused request gets as its body, next to the failure's HTTP status. */
export interface FailureBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly facts: Facts;
    readonly requestId: string;
  };
}
