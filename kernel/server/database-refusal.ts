import { type Refusal, refuse } from '../contract/failure.ts';
import { dutiesSeparated } from '../contract/kernel-failures.ts';

/** The refusal behind an error that a rule of the database raised (SQLSTATE GJ033); undefined: it is another error. */
export function databaseRefusal(error: unknown): Refusal | undefined {
  const raised = typeof error === 'object' && error !== null && 'code' in error && error.code === 'GJ033';
  return raised ? refuse(dutiesSeparated) : undefined;
}
