import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { noPasskey } from '../../contract/failures.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { makeChallenge } from '../challenges.ts';
import { ownKeys } from '../passkey-rows.ts';

export const challengeSignature = handle<AccessTables>()(contract.challengeSignature, async (context, { digest }) => {
  const keys = await ownKeys(context, context.person().personId);
  if (keys.length === 0) throw refuse(noPasskey);
  return { ...(await makeChallenge(context, 'sign', digest)), keys };
});
