import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import { messageRows } from '../message-rows.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listThread = handle<MessagingTables>()(
  contract.listThread,
  async (context, { conversationId, seq, after, limit }) => {
    const { personId } = context.person();
    await loadMembership(context.db, conversationId, personId);
    const [root] = await messageRows(context.db, conversationId, personId, clearanceOf(context), sql`m.seq = ${seq}`);
    if (!root) throw refuse(notFound);
    const where = sql`m.seq in (
      select seq from messaging.message
      where conversation_id = ${conversationId} and thread_seq = ${seq} and seq > ${after ?? 0}
      order by seq limit ${limit + 1})`;
    const rows = await messageRows(context.db, conversationId, personId, clearanceOf(context), where);
    return { root, rows: rows.slice(0, limit), more: rows.length > limit };
  },
);
