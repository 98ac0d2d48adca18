import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { manageRulebooks } from '../contract/permissions.ts';
import type { Query } from './policy-tables.ts';

/** Whether the actor manages the rulebooks of an employer. */
export function mayManage(context: Pick<Query, 'reach'>, employerId: string): boolean {
  const reach = context.reach(manageRulebooks);
  return reach.company || reach.employerIds.includes(employerId);
}

/** Refuses with 404 whoever doesn't. */
export function requireManager(context: Pick<Query, 'reach'>, employerId: string): void {
  if (!mayManage(context, employerId)) throw refuse(notFound);
}
