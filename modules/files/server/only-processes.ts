import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { attachUploads } from '../contract/permissions.ts';

/** A role may hold the permission by mistake; what is attached to what stays the modules' matter all the same. */
export function onlyProcesses(context: Pick<CommandContext<never>, 'actor' | 'language'>): void {
  if (context.actor.kind !== 'system') {
    throw refuse(notPermitted, { permission: attachUploads.sentence[context.language] });
  }
}
