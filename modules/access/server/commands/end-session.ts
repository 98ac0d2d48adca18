import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/sessions.ts';
import type { AccessTables } from '../access-tables.ts';
import { endSessions } from '../end-sessions.ts';

export const endSession = handle<AccessTables>()(contract.endSession, async (context, { sessionId }) => {
  const { personId } = context.person();
  const ended = await endSessions(context, personId, { only: sessionId, why: 'endedElsewhere' });
  if (ended.length === 0) throw refuse(notFound);
  context.about('session', sessionId);
  return {};
});
