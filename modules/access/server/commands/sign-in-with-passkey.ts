import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { passkeyUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/passkeys.ts';
import { acceptAssertion } from '../accept-assertion.ts';
import type { AccessTables } from '../access-tables.ts';
import { refuseNetwork } from '../admit.ts';
import { beginSession } from '../begin-session.ts';
import { takeChallenge } from '../challenges.ts';

export const signInWithPasskey = handle<AccessTables>()(
  contract.signInWithPasskey,
  async (context, { challengeId, assertion, device, shared }) => {
    const challenge = await takeChallenge(context, challengeId, 'signIn');
    const { personId } = await acceptAssertion(context, assertion, challenge);
    const person = await context.db
      .selectFrom('directory.published_person')
      .select(['id', 'account'])
      .where('id', '=', personId)
      .where('active', '=', true)
      .executeTakeFirst();
    if (!person) throw refuse(passkeyUnknown);
    await refuseNetwork(context, person.id);
    return beginSession(context, person, { how: 'passkey', strength: 'passkey', device, shared });
  },
);
