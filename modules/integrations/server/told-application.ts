import { applicationChanged } from '../contract/events.ts';
import type { Command } from './integrations-tables.ts';

/** Names the application in the audit, and tells who manages applications. `proposedBy`: whose proposal or wish was answered. */
export function tellApplication(
  context: Command,
  applicationId: string,
  what: string,
  proposedBy: string | null = null,
): void {
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  context.about('application', applicationId);
  context.emit(applicationChanged, { applicationId, what, by, proposedBy });
}
