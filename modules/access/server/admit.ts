import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import {
  codeWrong,
  networkNotAllowed,
  passkeyNeeded,
  secondFactorNeeded,
  secondFactorToSetUp,
} from '../contract/failures.ts';
import { networkZones } from '../contract/settings.ts';
import { findZone } from '../domain/find-zone.ts';
import { acceptFactorCode } from './accept-factor-code.ts';
import type { AccessTables } from './access-tables.ts';
import { recordAttempt } from './attempts.ts';
import { confirmSecret } from './confirm-secret.ts';
import { factorsOf, mustBeTrusted, mustHaveFactor } from './factors-of.ts';

/** Refuses a network that none of the person's roles may sign in from. */
export async function refuseNetwork(context: CommandContext<AccessTables>, personId: string): Promise<void> {
  const zones = await context.setting(networkZones);
  if (!zones.some((zone) => zone.trusted) || findZone(zones, context.address)?.trusted) return;
  if (await mustBeTrusted(context, personId)) throw refuse(networkNotAllowed);
}

/**
 * After it is known who it is by one factor: asks for the second where there is one, or where a role must have one. Gives
 * how strongly the person has proved who they are by now, and the recovery codes of a factor set up by this.
 */
export async function admit(
  context: CommandContext<AccessTables>,
  person: { readonly id: string; readonly account: string },
  given: {
    readonly factorCode?: string | undefined;
    readonly totpId?: string | undefined;
    readonly device?: string | undefined;
    /** A role that must have a factor, without one, is let in this once to set it up. */
    readonly lenient?: boolean;
  },
): Promise<{ strength: 'password' | 'secondFactor'; recoveryCodes?: string[] }> {
  await refuseNetwork(context, person.id);
  const { totpSince, recoveryCodesLeft, passkeys } = await factorsOf(context, person.id);
  const { factorCode, totpId } = given;
  if (totpSince !== null) {
    if (factorCode === undefined) {
      const ways = [
        'totp' as const,
        ...(recoveryCodesLeft > 0 ? ['recoveryCode' as const] : []),
        ...(passkeys > 0 ? ['passkey' as const] : []),
      ];
      throw refuse(secondFactorNeeded, { ways });
    }
    if (!(await acceptFactorCode(context, person.id, factorCode))) {
      const { account } = person;
      await recordAttempt(context, {
        account,
        personId: person.id,
        succeeded: false,
        what: 'code',
        device: given.device,
      });
      throw refuse(codeWrong);
    }
    return { strength: 'secondFactor' };
  }
  if (!(await mustHaveFactor(context, person.id))) return { strength: 'password' };
  if (passkeys > 0) throw refuse(passkeyNeeded);
  if (given.lenient) return { strength: 'password' };
  if (totpId === undefined || factorCode === undefined) throw refuse(secondFactorToSetUp);
  const recoveryCodes = await confirmSecret(context, person, { totpId, code: factorCode, device: given.device });
  return { strength: 'secondFactor', recoveryCodes };
}
