import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { confirmSession } from '#kernel/server/sessions/confirm-session.ts';
import { identityConfirmed } from '../../contract/events.ts';
import { wrongPassword } from '../../contract/failures.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { recordAttempt, refuseTooMany } from '../attempts.ts';
import { isPassword } from '../password-hash.ts';

export const confirmWithPassword = handle<AccessTables>()(
  contract.confirmWithPassword,
  async (context, { password }) => {
    const { personId, sessionId } = context.person();
    const person = await context.db
      .selectFrom('directory.published_person as p')
      .leftJoin('access.credential as c', 'c.person_id', 'p.id')
      .select(['p.account', 'c.password_hash'])
      .where('p.id', '=', personId)
      .executeTakeFirstOrThrow();
    await refuseTooMany(context, person.account, undefined);
    if (!(await isPassword(password, person.password_hash ?? undefined))) {
      await recordAttempt(context, {
        account: person.account,
        personId,
        succeeded: false,
        what: 'password',
        device: undefined,
      });
      throw refuse(wrongPassword);
    }
    await confirmSession(context.db, { sessionId, strength: 'password', now: context.now });
    await context.sessions.renew(sessionId);
    context.about('session', sessionId);
    context.emit(identityConfirmed, { personId, sessionId, how: 'password' });
    return {};
  },
);
