import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/reminders.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readPrivacy = handle<MessagingTables>()(contract.readPrivacy, async (context) => {
  const { rows } = await sql<{ hide_text: boolean; hide_presence: boolean }>`
    select hide_text, hide_presence from messaging.privacy where person_id = ${context.person().personId}`.execute(
    context.db,
  );
  return { hideText: rows[0]?.hide_text ?? false, hidePresence: rows[0]?.hide_presence ?? false };
});
