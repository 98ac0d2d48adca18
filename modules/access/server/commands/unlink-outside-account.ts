import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { unlinkAccounts } from '../outside/unlink-accounts.ts';

export const unlinkOutsideAccount = handle<AccessTables>()(
  contract.unlinkOutsideAccount,
  async (context, { accountId }) => {
    await refuseStale(context);
    const { personId } = context.person();
    if ((await unlinkAccounts(context, personId, accountId)) === 0) throw refuse(notFound);
    context.about('outsideAccount', accountId);
    return {};
  },
);
