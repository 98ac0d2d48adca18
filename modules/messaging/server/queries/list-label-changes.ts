import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/labels/operations.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listLabelChanges = handle<MessagingTables>()(
  contract.listLabelChanges,
  async (context, { conversationId, seq }) => {
    await loadMembership(context.db, conversationId, context.person().personId);
    const { rows } = await sql<OutputOf<typeof contract.listLabelChanges>['rows'][number]>`
      select at, by as "byId", before, after, reason from messaging.label_change
      where conversation_id = ${conversationId} and seq = ${seq} order by number`.execute(context.db);
    return { rows };
  },
);
