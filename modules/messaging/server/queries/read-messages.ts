import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import { messageRows } from '../message-rows.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readMessages = handle<MessagingTables>()(
  contract.readMessages,
  async (context, { conversationId, seqs }) => {
    const { personId } = context.person();
    await loadMembership(context.db, conversationId, personId);
    const where = sql`m.seq = any(${sql.val(seqs)}::int[])`;
    return { rows: await messageRows(context.db, conversationId, personId, clearanceOf(context), where) };
  },
);
