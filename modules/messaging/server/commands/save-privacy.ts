import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { privacySet } from '../../contract/compose-events.ts';
import * as contract from '../../contract/reminders.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const savePrivacy = handle<MessagingTables>()(
  contract.savePrivacy,
  async (context, { hideText, hidePresence }) => {
    const { personId } = context.person();
    await sql`
    insert into messaging.privacy (person_id, hide_text, hide_presence)
    values (${personId}, ${hideText ?? false}, ${hidePresence ?? false})
    on conflict (person_id) do update set hide_text = coalesce(${hideText ?? null}, privacy.hide_text),
      hide_presence = coalesce(${hidePresence ?? null}, privacy.hide_presence)`.execute(context.db);
    context.emit(privacySet, { personId });
    return {};
  },
);
