import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listVersions = handle<MessagingTables>()(
  contract.listVersions,
  async (context, { conversationId, seq }) => {
    await loadMembership(context.db, conversationId, context.person().personId);
    const { rows } = await sql<OutputOf<typeof contract.listVersions>['rows'][number]>`
      select v.number, v.body, v.at from messaging.message_version v join messaging.message m using (conversation_id, seq)
      where conversation_id = ${conversationId} and seq = ${seq} and messaging.rank(m.body) <= ${clearanceOf(context)}
      order by v.number`.execute(context.db);
    return { rows };
  },
);
