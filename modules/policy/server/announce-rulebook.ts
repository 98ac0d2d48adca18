import { rulebookChanged } from '../contract/events.ts';
import type { Command } from './policy-tables.ts';

/** Tells everybody the rulebook acts on that it reads differently now. */
export function announceRulebook(
  context: Command,
  rulebook: { readonly id: string; readonly employer_id: string },
): void {
  context.about('policyRulebook', rulebook.id);
  context.emit(rulebookChanged, { rulebookId: rulebook.id, employerId: rulebook.employer_id });
}
