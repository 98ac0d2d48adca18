import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import { networkOf } from '../../domain/network-of.ts';
import type { AccessTables } from '../access-tables.ts';
import { accountHash, deviceHash, refuseTooMany } from '../attempts.ts';
import { keepAttempt, sealAttempt } from '../outside/outside-attempts.ts';
import { standingProvider } from '../outside/standing-provider.ts';

export const beginLdapSignIn = handle<AccessTables>()(
  contract.beginLdapSignIn,
  async (context, { providerId, account, password, device }) => {
    await refuseTooMany(context, account, device);
    const provider = await standingProvider(context, providerId);
    if (provider.kind !== 'ldap') throw refuse(failures.providerOff);
    // Counts as wrong until the directory has said otherwise: who never asks what came of it isn't spared.
    const failureId = context.newId();
    await context.db
      .insertInto('access.sign_in_attempt')
      .values({
        id: failureId,
        at: context.now.toString(),
        account_hash: accountHash(account),
        network: networkOf(context.address),
        person_id: null,
        succeeded: false,
        device_hash: deviceHash(device),
        what: 'password',
      })
      .execute();
    const attemptId = context.newId();
    const kept = await keepAttempt(context, {
      id: attemptId,
      provider_id: provider.id,
      purpose: 'signIn',
      state: 'returned',
      sealed: await sealAttempt(context, attemptId, { account, password }),
      failureId,
    });
    return { attemptId, ...kept };
  },
);
