import { handle } from '#kernel/server/define-module.ts';
import { companyName, qrSignIn, sharedIdleMinutes } from '../../contract/settings.ts';
import * as contract from '../../contract/sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { passwordRules } from '../set-password.ts';

export const readSignIn = handle<AccessTables>()(contract.readSignIn, async (context) => ({
  companyName: await context.setting(companyName),
  qrSignIn: await context.setting(qrSignIn),
  sharedIdleMinutes: await context.setting(sharedIdleMinutes),
  passwordRules: await passwordRules(context),
  outside: await context.db
    .selectFrom('access.outside_provider')
    .select(['id as providerId', 'kind', 'name'])
    .where('active', '=', true)
    // One that was never reached would only lead people into a wall.
    .where('metadata', 'is not', null)
    .orderBy('name')
    .orderBy('id')
    .execute(),
}));
