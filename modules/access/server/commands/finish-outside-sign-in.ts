import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import { networkOf } from '../../domain/network-of.ts';
import type { AccessTables } from '../access-tables.ts';
import { admit } from '../admit.ts';
import { refuseTooMany } from '../attempts.ts';
import { beginSession } from '../begin-session.ts';
import { answerOf, endAttempt, openAttempt } from '../outside/outside-attempts.ts';
import { whoCame } from '../outside/who-came.ts';

export const finishOutsideSignIn = handle<AccessTables>()(contract.finishOutsideSignIn, async (context, input) => {
  const attempt = await openAttempt(context, input, 'signIn');
  if (attempt.state === 'failed' && attempt.error === 'wrong') throw refuse(failures.directoryRefused);
  if (answerOf(attempt) === 'waiting') return { state: 'waiting' as const };
  // Carried off to another network, it opens nothing.
  if (networkOf(context.address) !== attempt.network) throw refuse(failures.outsideOver);
  const person = await whoCame(context, attempt);
  await refuseTooMany(context, person.account, input.device);
  const { strength, recoveryCodes } = await admit(context, person, input);
  await endAttempt(context, attempt.id);
  const { device, shared } = input;
  const begun = await beginSession(context, person, {
    how: 'outside',
    strength,
    device,
    shared,
    providerId: attempt.provider_id,
  });
  return { state: 'signedIn' as const, ...begun, ...(recoveryCodes ? { recoveryCodes } : {}) };
});
