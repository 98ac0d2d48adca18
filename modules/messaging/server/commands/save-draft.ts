import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { draftSaved } from '../../contract/compose-events.ts';
import * as contract from '../../contract/drafts.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const saveDraft = handle<MessagingTables>()(
  contract.saveDraft,
  async (context, { conversationId, text, typedAt }) => {
    const { personId } = context.person();
    await loadMembership(context.db, conversationId, personId);
    // A device whose clock is ahead would win for as long as it is.
    const { rows } = await sql<{ text: string; typedAt: string }>`
      insert into messaging.draft as d (person_id, conversation_id, text, typed_at)
      values (${personId}, ${conversationId}, ${text}, least(${typedAt}::timestamptz, ${context.now.toString()}::timestamptz))
      on conflict (person_id, conversation_id) do update set text = excluded.text, typed_at = excluded.typed_at
        where d.typed_at <= excluded.typed_at and (d.text, d.typed_at) is distinct from (excluded.text, excluded.typed_at)
      returning text, typed_at as "typedAt"`.execute(context.db);
    const [kept] = rows;
    if (kept) {
      context.about('conversation', conversationId);
      context.emit(draftSaved, { personId, conversationId });
      return { conversationId, ...kept };
    }
    const held = await sql<{ text: string; typedAt: string }>`
      select text, typed_at as "typedAt" from messaging.draft
      where person_id = ${personId} and conversation_id = ${conversationId}`.execute(context.db);
    return { conversationId, text: held.rows[0]?.text ?? '', typedAt: held.rows[0]?.typedAt ?? typedAt };
  },
);
