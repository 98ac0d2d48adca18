import type { CommandContext } from '#kernel/server/context.ts';
import type { AccessTables } from './access-tables.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { matchingStep } from './totp-code.ts';
import { openSecret } from './totp-secrets.ts';

/** Takes a code of the authenticator app or a recovery code, once; of two who come with the same one, the second is refused. */
export async function acceptFactorCode(
  context: CommandContext<AccessTables>,
  personId: string,
  typed: string,
): Promise<boolean> {
  const plain = typed.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(plain)) return takeRecoveryCode(context, personId, typed);
  const secret = await openSecret(context, personId, 'standing');
  const step = secret && matchingStep(secret.plain, plain, context.now, secret.lastStep);
  if (!secret || step === undefined) return false;
  await context.db.updateTable('access.totp').set({ last_step: step }).where('id', '=', secret.id).execute();
  context.about('totp', secret.id);
  return true;
}
