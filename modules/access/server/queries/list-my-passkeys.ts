import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { passkeyRows } from '../passkey-rows.ts';

export const listMyPasskeys = handle<AccessTables>()(contract.listMyPasskeys, async (context) => ({
  rows: await passkeyRows(context, context.person().personId),
}));
