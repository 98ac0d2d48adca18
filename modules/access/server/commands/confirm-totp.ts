import { handle } from '#kernel/server/define-module.ts';
import { confirmSession } from '#kernel/server/sessions/confirm-session.ts';
import { refuseStale } from '../../contract/by-two.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { refuseTooMany } from '../attempts.ts';
import { confirmSecret } from '../confirm-secret.ts';
import { endSessions } from '../end-sessions.ts';

export const confirmTotp = handle<AccessTables>()(contract.confirmTotp, async (context, { totpId, code }) => {
  await refuseStale(context);
  const { personId, sessionId } = context.person();
  const person = await context.db
    .selectFrom('directory.published_person')
    .select(['id', 'account'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  await refuseTooMany(context, person.account, undefined);
  const recoveryCodes = await confirmSecret(context, person, { totpId, code });
  // Sessions from before, which one factor was enough for, don't outlive it.
  await endSessions(context, personId, { but: sessionId, why: 'endedElsewhere' });
  await confirmSession(context.db, { sessionId, strength: 'secondFactor', now: context.now });
  await context.sessions.renew(sessionId);
  return { recoveryCodes };
});
