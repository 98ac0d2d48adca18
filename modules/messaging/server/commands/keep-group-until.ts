import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import * as contract from '../../contract/retention.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** A group in which people still talk is kept as other conversations are. */
export const keepGroupUntil = handle<MessagingTables>()(
  contract.keepGroupUntil,
  async (context, { conversationId, until }) => {
    requireSystem(context, superviseRetention);
    await loadGroup(context, conversationId, 'owner', 'evenClosed');
    await sql`update messaging.conversation set kept_until = ${until}::timestamptz
      where id = ${conversationId} and closed_at is not null`.execute(context.db);
    context.about('conversation', conversationId);
    return {};
  },
);
