import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/sessions.ts';
import type { AccessTables } from '../access-tables.ts';
import { endSessions } from '../end-sessions.ts';

export const endMyOtherSessions = handle<AccessTables>()(contract.endMyOtherSessions, async (context) => {
  const { personId, sessionId } = context.person();
  const ended = await endSessions(context, personId, { but: sessionId, why: 'endedElsewhere' });
  for (const id of ended) context.about('session', id);
  return { ended: ended.length };
});
