import { applicationChanged } from '../contract/events.ts';
import type { Command } from './integrations-tables.ts';

/** Names the application in the audit, and tells who manages applications. */
export function tellApplication(context: Command, applicationId: string, what: string): void {
  context.about('application', applicationId);
  context.emit(applicationChanged, { applicationId, what, by: context.person().personId });
}
