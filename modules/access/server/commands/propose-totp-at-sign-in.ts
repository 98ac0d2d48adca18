import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { accountOrPassword } from '../../contract/failures.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { refuseNetwork } from '../admit.ts';
import { recordAttempt, refuseTooMany } from '../attempts.ts';
import { factorsOf, mustHaveFactor } from '../factors-of.ts';
import { isPassword } from '../password-hash.ts';
import { proposeSecret } from '../totp-secrets.ts';

export const proposeTotpAtSignIn = handle<AccessTables>()(
  contract.proposeTotpAtSignIn,
  async (context, { account, password, device }) => {
    await refuseTooMany(context, account, device);
    const person = await context.db
      .selectFrom('directory.published_person as p')
      .leftJoin('access.credential as c', 'c.person_id', 'p.id')
      .select(['p.id', 'p.account', 'p.active', 'c.password_hash', 'c.stopped_at'])
      .where(sql`lower(p.account)`, '=', account.toLowerCase())
      .executeTakeFirst();
    const stored = person?.active ? (person.password_hash ?? undefined) : undefined;
    const right = await isPassword(password, stored);
    if (!person || !stored || !right) {
      await recordAttempt(context, {
        account,
        personId: person?.id ?? null,
        succeeded: false,
        what: 'password',
        device,
      });
      throw refuse(accountOrPassword);
    }
    await refuseNetwork(context, person.id);
    const { totpSince, passkeys } = await factorsOf(context, person.id);
    // Who has a factor uses it: a password alone never makes another one.
    const mayEnrol =
      person.stopped_at === null && totpSince === null && passkeys === 0 && (await mustHaveFactor(context, person.id));
    if (!mayEnrol) throw refuse(accountOrPassword);
    return proposeSecret(context, person);
  },
);
