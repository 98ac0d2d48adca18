import { handle } from '#kernel/server/define-module.ts';
import { confirmSession } from '#kernel/server/sessions/confirm-session.ts';
import { identityConfirmed } from '../../contract/events.ts';
import * as contract from '../../contract/passkeys.ts';
import { acceptAssertion } from '../accept-assertion.ts';
import type { AccessTables } from '../access-tables.ts';
import { takeChallenge } from '../challenges.ts';

export const confirmWithPasskey = handle<AccessTables>()(
  contract.confirmWithPasskey,
  async (context, { challengeId, assertion }) => {
    const { personId, sessionId } = context.person();
    const challenge = await takeChallenge(context, challengeId, 'confirm');
    await acceptAssertion(context, assertion, challenge, personId);
    await confirmSession(context.db, { sessionId, strength: 'passkey', now: context.now });
    await context.sessions.renew(sessionId);
    context.about('session', sessionId);
    context.emit(identityConfirmed, { personId, sessionId, how: 'passkey' });
    return {};
  },
);
