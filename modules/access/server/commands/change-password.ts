import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { passwordChanged } from '../../contract/events.ts';
import { wrongPassword } from '../../contract/failures.ts';
import * as contract from '../../contract/password.ts';
import type { AccessTables } from '../access-tables.ts';
import { recordAttempt, refuseTooMany } from '../attempts.ts';
import { endSessions } from '../end-sessions.ts';
import { isPassword } from '../password-hash.ts';
import { setPassword } from '../set-password.ts';

export const changePassword = handle<AccessTables>()(contract.changePassword, async (context, input) => {
  const { personId, sessionId } = context.person();
  const person = await context.db
    .selectFrom('directory.published_person as p')
    .leftJoin('access.credential as c', 'c.person_id', 'p.id')
    .select(['p.id', 'p.account', 'p.name', 'c.password_hash'])
    .where('p.id', '=', personId)
    .executeTakeFirstOrThrow();
  await refuseTooMany(context, person.account, undefined);
  if (!(await isPassword(input.currentPassword, person.password_hash ?? undefined))) {
    await recordAttempt(context, {
      account: person.account,
      personId,
      succeeded: false,
      what: 'password',
      device: undefined,
    });
    throw refuse(wrongPassword);
  }
  await setPassword(context, person, input.newPassword);
  await endSessions(context, personId, { but: sessionId, why: 'passwordChanged' });
  await context.sessions.renew(sessionId);
  context.about('person', personId);
  context.emit(passwordChanged, { personId });
  return {};
});
