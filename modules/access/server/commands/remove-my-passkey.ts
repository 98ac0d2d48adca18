import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { dropPasskeys } from '../drop-passkeys.ts';

export const removeMyPasskey = handle<AccessTables>()(contract.removeMyPasskey, async (context, { passkeyId }) => {
  await refuseStale(context);
  const dropped = await dropPasskeys(context, { personId: context.person().personId, passkeyId });
  if (dropped.length === 0) throw refuse(notFound);
  return {};
});
