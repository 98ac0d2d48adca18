import { handle } from '#kernel/server/define-module.ts';
import { isFresh } from '../../contract/is-fresh.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { ownKeys } from '../passkey-rows.ts';

export const readConfirmation = handle<AccessTables>()(contract.readConfirmation, async (context) => {
  const { personId, freshAt } = context.person();
  const keys = await ownKeys(context, personId);
  return {
    fresh: await isFresh(context),
    confirmedAt: freshAt,
    passkeyOrigins: [...new Set(keys.map((key) => key.origin))],
  };
});
