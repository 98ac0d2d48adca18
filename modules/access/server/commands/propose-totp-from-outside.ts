import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { refuseNetwork } from '../admit.ts';
import { factorsOf, mustHaveFactor } from '../factors-of.ts';
import { answerOf, openAttempt } from '../outside/outside-attempts.ts';
import { whoCame } from '../outside/who-came.ts';
import { proposeSecret } from '../totp-secrets.ts';

export const proposeTotpFromOutside = handle<AccessTables>()(
  contract.proposeTotpFromOutside,
  async (context, input) => {
    const attempt = await openAttempt(context, input, 'signIn');
    if (answerOf(attempt) === 'waiting') throw refuse(failures.outsideOver);
    const person = await whoCame(context, attempt);
    await refuseNetwork(context, person.id);
    const { totpSince, passkeys } = await factorsOf(context, person.id);
    // Who has a factor uses it: an account elsewhere alone never makes another one.
    if (totpSince !== null || passkeys > 0 || !(await mustHaveFactor(context, person.id)))
      throw refuse(failures.outsideOver);
    return proposeSecret(context, person);
  },
);
