import type { QueryContext } from '#kernel/server/context.ts';
import { builtInRoles } from '../contract/built-in-roles.ts';
import { secondFactorRoles, trustedOnlyRoles } from '../contract/settings.ts';
import type { AccessTables } from './access-tables.ts';
import { loadHeldRoles } from './held-roles.ts';

type Context = Pick<QueryContext<AccessTables>, 'db' | 'now' | 'setting'>;

/** Whether somebody has one of the roles of a setting that lists them. */
async function holdsOneOf(context: Context, personId: string, roleIds: readonly string[]): Promise<boolean> {
  if (roleIds.length === 0) return false;
  if (roleIds.includes(builtInRoles.employee)) return true;
  const [held] = await loadHeldRoles(context.db as never, [personId], context.now);
  return held?.roles.some((role) => roleIds.includes(role.roleId)) ?? false;
}

/** Whether one of somebody's roles must have a second factor. */
export const mustHaveFactor = async (context: Context, personId: string): Promise<boolean> =>
  holdsOneOf(context, personId, await context.setting(secondFactorRoles));

/** Whether one of somebody's roles signs in from trusted networks only. */
export const mustBeTrusted = async (context: Context, personId: string): Promise<boolean> =>
  holdsOneOf(context, personId, await context.setting(trustedOnlyRoles));

/** The second factors that somebody has. */
export async function factorsOf(
  { db }: Pick<Context, 'db'>,
  personId: string,
): Promise<{ totpSince: string | null; recoveryCodesLeft: number; passkeys: number }> {
  const found = await db
    .selectNoFrom((is) => [
      is
        .selectFrom('access.totp')
        .select('confirmed_at')
        .where('person_id', '=', personId)
        .where('confirmed_at', 'is not', null)
        .where('removed_at', 'is', null)
        .as('totp_since'),
      is
        .selectFrom('access.recovery_code')
        .select((count) => count.fn.countAll<number>().as('n'))
        .where('person_id', '=', personId)
        .where('used_at', 'is', null)
        .as('left'),
      is
        .selectFrom('access.passkey')
        .select((count) => count.fn.countAll<number>().as('n'))
        .where('person_id', '=', personId)
        .where('removed_at', 'is', null)
        .as('passkeys'),
    ])
    .executeTakeFirstOrThrow();
  return {
    totpSince: found.totp_since,
    recoveryCodesLeft: Number(found.left),
    passkeys: Number(found.passkeys),
  };
}
