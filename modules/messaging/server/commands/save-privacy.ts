import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { privacySet } from '../../contract/compose-events.ts';
import * as contract from '../../contract/reminders.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const savePrivacy = handle<MessagingTables>()(contract.savePrivacy, async (context, { hideText }) => {
  const { personId } = context.person();
  await sql`
    insert into messaging.privacy (person_id, hide_text) values (${personId}, ${hideText})
    on conflict (person_id) do update set hide_text = excluded.hide_text`.execute(context.db);
  context.emit(privacySet, { personId });
  return {};
});
