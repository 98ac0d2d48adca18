import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Command, Query } from '../integrations-tables.ts';

/** The application that calls; nobody else has what is answered here. */
export function callingApplication({ actor }: Pick<Query | Command, 'actor'>): string {
  if (actor.kind !== 'application') throw refuse(notFound);
  return actor.applicationId;
}
