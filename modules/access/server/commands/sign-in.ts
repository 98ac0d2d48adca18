import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { passwordChanged } from '../../contract/events.ts';
import { accountOrPassword, mustActivate, mustChangePassword, passwordStopped } from '../../contract/failures.ts';
import { passwordMaxAgeDays } from '../../contract/settings.ts';
import * as contract from '../../contract/sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { findOpenCode } from '../activation-codes.ts';
import { admit } from '../admit.ts';
import { recordAttempt, refuseTooMany } from '../attempts.ts';
import { beginSession } from '../begin-session.ts';
import { endSessions } from '../end-sessions.ts';
import { hashPassword, isOutdated, isPassword } from '../password-hash.ts';
import { setPassword } from '../set-password.ts';

export const signIn = handle<AccessTables>()(contract.signIn, async (context, input) => {
  const { account, password, newPassword, device, shared } = input;
  await refuseTooMany(context, account, device);
  const person = await context.db
    .selectFrom('directory.published_person as p')
    .leftJoin('access.credential as c', 'c.person_id', 'p.id')
    .select([
      'p.id',
      'p.account',
      'p.name',
      'p.active',
      'c.password_hash',
      'c.changed_at',
      'c.must_change',
      'c.stopped_at',
    ])
    .where(sql`lower(p.account)`, '=', account.toLowerCase())
    .executeTakeFirst();
  const stored = person?.active ? (person.password_hash ?? undefined) : undefined;
  // Also for an account that isn't there: whoever measures the time learns nothing.
  const right = await isPassword(password, stored);
  if (!person || !stored || !right) {
    await recordAttempt(context, { account, personId: person?.id ?? null, succeeded: false, what: 'password', device });
    const code = await findOpenCode(context, password);
    throw refuse(code !== undefined && code.person_id === person?.id ? mustActivate : accountOrPassword);
  }
  if (person.stopped_at !== null) throw refuse(passwordStopped);
  const { strength, recoveryCodes } = await admit(context, person, input);
  const mostDays = await context.setting(passwordMaxAgeDays);
  const since = Temporal.Instant.from(person.changed_at ?? context.now.toString());
  const outlived = mostDays > 0 && context.now.since(since).total('hours') >= mostDays * 24;
  if (person.must_change || outlived) {
    if (newPassword === undefined) throw refuse(mustChangePassword);
    await setPassword(context, person, newPassword);
    await endSessions(context, person.id, { why: 'passwordChanged' });
    context.emit(passwordChanged, { personId: person.id });
  } else if (isOutdated(stored)) {
    await context.db
      .updateTable('access.credential')
      .set({ password_hash: await hashPassword(password) })
      .where('person_id', '=', person.id)
      .execute();
  }
  const begun = await beginSession(context, person, { how: 'password', strength, device, shared });
  return { ...begun, ...(recoveryCodes ? { recoveryCodes } : {}) };
});
