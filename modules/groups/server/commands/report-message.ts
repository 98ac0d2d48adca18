import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { recordPrepared } from '#kernel/server/chain/record-evidence.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readConversation } from '#modules/messaging/contract/conversations.ts';
import { listMessages } from '#modules/messaging/contract/messages.ts';
import { messageReported } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { GroupsTables } from '../groups-tables.ts';

/** Messages before and after the reported one that are sealed with it. */
const CONTEXT = 10;

/**
 * Seals a message with what was said around it, as the reporter sees it now: what is recalled or removed afterwards stays
 * provable. Nobody in the group learns of it.
 */
export const reportMessage = handle<GroupsTables>()(
  contract.reportMessage,
  async (context, { conversationId, seq, reason }) => {
    const { personId } = context.person();
    const { name, kind } = await context.read(readConversation, { conversationId });
    if (kind !== 'group' || name === null) throw refuse(notFound);
    const found = await context.read(listMessages, { conversationId, around: seq, limit: CONTEXT * 2 + 1 });
    if (!found.rows.some((row) => row.seq === seq && row.body !== null)) throw refuse(notFound);
    const messages = found.rows.map(({ seq: place, senderId, kind: messageKind, body, at }) => ({
      seq: place,
      senderId,
      kind: messageKind,
      body,
      at,
    }));
    const reportId = context.newId();
    const now = context.now.toString();
    await sql`insert into groups.report (id, conversation_id, group_name, seq, reporter_id, reason, messages, at)
      values (${reportId}, ${conversationId}, ${name}, ${seq}, ${personId}, ${reason}, ${JSON.stringify(messages)}::jsonb, ${now})`.execute(
      context.db,
    );
    const sealed = await context.prepareEvidence({
      id: context.newId(),
      chain: `groups:report:${reportId}`,
      kind: 'groups.messageReported',
      at: context.now,
      keyScope: `groups:report:${reportId}`,
      record: JSON.parse(JSON.stringify({ reportId, conversationId, seq, reason, messages })),
    });
    await recordPrepared(sqlClientOf(context.db), [sealed]);
    context.about('report', reportId);
    context.emit(messageReported, { reportId, state: 'open' });
    return { reportId };
  },
);
