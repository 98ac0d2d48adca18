import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/qr-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { openQrRequest } from '../qr-requests.ts';

export const readQrSignIn = handle<AccessTables>()(contract.readQrSignIn, async (context, { code }) => {
  const request = await openQrRequest(context, code);
  const known = await context.db
    .selectFrom('access.sign_in')
    .select('id')
    .where('person_id', '=', context.person().personId)
    .where('network', '=', request.network)
    .limit(1)
    .executeTakeFirst();
  return {
    address: request.address,
    agent: request.agent,
    madeAt: request.made_at,
    known: known !== undefined,
    shared: request.shared,
  };
});
