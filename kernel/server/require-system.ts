import { refuse } from '../contract/failure.ts';
import { notPermitted } from '../contract/kernel-failures.ts';
import type { PermissionContract } from '../contract/permission.ts';
import type { QueryContext } from './context.ts';

/** Refuses everybody but the program itself: a role may hold the permission, what a process does stays the process's. */
export function requireSystem(
  context: Pick<QueryContext<never>, 'actor' | 'language'>,
  permission: PermissionContract,
): void {
  if (context.actor.kind === 'system') return;
  throw refuse(notPermitted, { permission: permission.sentence[context.language] });
}
