import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/my-sign-ins.ts';
import type { AccessTables } from '../access-tables.ts';

export const listMySignIns = handle<AccessTables>()(contract.listMySignIns, async (context) => {
  const { personId, sessionId } = context.person();
  const rows = await context.db
    .selectFrom('access.sign_in')
    .select(['id', 'at', 'how', 'strength', 'address', 'agent', 'zone', 'unusual', 'mine'])
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return { rows: rows.map((row) => ({ ...row, current: row.id === sessionId })) };
});
