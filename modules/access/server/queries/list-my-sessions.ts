import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/sessions.ts';
import type { AccessTables } from '../access-tables.ts';
import { liveSessions } from '../end-sessions.ts';

export const listMySessions = handle<AccessTables>()(contract.listMySessions, async (context) => {
  const { personId, sessionId } = context.person();
  const rows = await liveSessions(context, personId)
    .select(['id', 'strength', 'made_at', 'seen_at', 'ends_at', 'address', 'agent', 'shared'])
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      current: row.id === sessionId,
      strength: row.strength,
      madeAt: row.made_at,
      seenAt: row.seen_at,
      endsAt: row.ends_at,
      address: row.address,
      agent: row.agent,
      shared: row.shared,
    })),
  };
});
