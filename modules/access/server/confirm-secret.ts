import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { factorsChanged } from '../contract/events.ts';
import { codeWrong, totpProposalOver } from '../contract/failures.ts';
import type { AccessTables } from './access-tables.ts';
import { recordAttempt } from './attempts.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { matchingStep } from './totp-code.ts';
import { openSecret } from './totp-secrets.ts';

/** Puts a proposed secret in force with its first code, in the place of the one before; gives new recovery codes. */
export async function confirmSecret(
  context: CommandContext<AccessTables>,
  person: { readonly id: string; readonly account: string },
  given: { readonly totpId: string; readonly code: string; readonly device?: string | undefined },
): Promise<string[]> {
  const proposed = await openSecret(context, person.id, { proposed: given.totpId });
  if (!proposed) throw refuse(totpProposalOver);
  const step = matchingStep(proposed.plain, given.code.replace(/[\s-]/g, ''), context.now, null);
  if (step === undefined) {
    await recordAttempt(context, {
      account: person.account,
      personId: person.id,
      succeeded: false,
      what: 'code',
      device: given.device,
    });
    throw refuse(codeWrong);
  }
  const now = context.now.toString();
  await context.db
    .updateTable('access.totp')
    .set({ removed_at: now })
    .where('person_id', '=', person.id)
    .where('confirmed_at', 'is not', null)
    .where('removed_at', 'is', null)
    .execute();
  await context.db
    .updateTable('access.totp')
    .set({ confirmed_at: now, last_step: step })
    .where('id', '=', proposed.id)
    .execute();
  context.about('totp', proposed.id);
  context.emit(factorsChanged, { personId: person.id, what: 'totpConfirmed' });
  return makeRecoveryCodes(context, person.id);
}
