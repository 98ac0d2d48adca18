import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/passkeys.ts';
import { freshMinutes } from '../../contract/settings.ts';
import { isFresh } from '../../domain/is-fresh.ts';
import type { AccessTables } from '../access-tables.ts';
import { ownKeys } from '../passkey-rows.ts';

export const readConfirmation = handle<AccessTables>()(contract.readConfirmation, async (context) => {
  const { personId, freshAt } = context.person();
  const keys = await ownKeys(context, personId);
  return {
    fresh: isFresh(freshAt, context.now.toString(), await context.setting(freshMinutes)),
    confirmedAt: freshAt,
    passkeyOrigins: [...new Set(keys.map((key) => key.origin))],
  };
});
