import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { endSessions } from '../end-sessions.ts';
import { signOutThere } from '../outside/sign-out-there.ts';

export const signOut = handle<AccessTables>()(contract.signOut, async (context) => {
  const { personId, sessionId } = context.person();
  await endSessions(context, personId, { only: sessionId, why: 'signedOut' });
  context.about('session', sessionId);
  const continueAt = await signOutThere(context, sessionId);
  return continueAt === undefined ? {} : { continueAt };
});
