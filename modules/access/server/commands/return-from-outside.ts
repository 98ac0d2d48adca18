import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { isStateOf, openAttempt, openAttemptSecrets, sealAttempt } from '../outside/outside-attempts.ts';

export const returnFromOutside = handle<AccessTables>()(
  contract.returnFromOutside,
  async (context, { attemptId, secret, given }) => {
    const attempt = await openAttempt(context, { attemptId, secret });
    if (attempt.state !== 'begun' || !isStateOf(attempt, given.state)) throw refuse(failures.outsideOver);
    if (given.error !== undefined) {
      context.evenIfRefused(async (db) => {
        await db
          .updateTable('access.outside_attempt')
          .set({ state: 'finished', sealed: null })
          .where('id', '=', attemptId)
          .execute();
      });
      throw refuse(failures.outsideFailed, { reason: given.error.slice(0, 100) });
    }
    const secrets = await openAttemptSecrets(context, attempt);
    await context.db
      .updateTable('access.outside_attempt')
      .set({ state: 'returned', sealed: await sealAttempt(context, attemptId, { ...secrets, given }) })
      .where('id', '=', attemptId)
      .execute();
    return {};
  },
);
