import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { tooManyPasskeys } from '../../contract/failures.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { makeChallenge } from '../challenges.ts';
import { mostPasskeys } from '../most-passkeys.ts';
import { ownKeys } from '../passkey-rows.ts';

export const challengePasskey = handle<AccessTables>()(contract.challengePasskey, async (context, { purpose }) => {
  const { personId } = context.person();
  const keys = await ownKeys(context, personId);
  if (purpose === 'register') {
    await refuseStale(context);
    if (keys.length >= mostPasskeys) throw refuse(tooManyPasskeys, { most: mostPasskeys });
  }
  const person = await context.db
    .selectFrom('directory.published_person')
    .select(['id', 'account', 'name'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return { ...(await makeChallenge(context, purpose)), keys, person };
});
