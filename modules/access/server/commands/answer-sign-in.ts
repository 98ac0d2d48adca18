import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { signInAnswered } from '../../contract/events.ts';
import * as contract from '../../contract/my-sign-ins.ts';
import type { AccessTables } from '../access-tables.ts';
import { endSessions } from '../end-sessions.ts';

export const answerSignIn = handle<AccessTables>()(contract.answerSignIn, async (context, { signInId, mine }) => {
  const { personId, sessionId } = context.person();
  const now = context.now.toString();
  const answered = await context.db
    .updateTable('access.sign_in')
    .set({ mine, answered_at: now })
    .where('id', '=', signInId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (answered.numUpdatedRows !== 1n) throw refuse(notFound);
  let ended: string[] = [];
  if (!mine) {
    // Whoever it was may have signed in elsewhere too, and knows the password: it opens nothing any more.
    ended = await endSessions(context, personId, { but: sessionId, why: 'notMine' });
    await context.db
      .updateTable('access.credential')
      .set({ stopped_at: now })
      .where('person_id', '=', personId)
      .where('stopped_at', 'is', null)
      .execute();
  }
  context.about('signIn', signInId);
  context.emit(signInAnswered, { personId, signInId, mine });
  return { ended: ended.length };
});
