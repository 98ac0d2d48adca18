import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/find-conversations.ts';
import { nameParts } from '../../domain/name-key.ts';
import { conversationPage } from '../conversation-page.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** `zhang san 张三` as a group's key is written: `张三 zhangsan zs`. */
const personKey = sql`p.name || ' ' || replace(left(p.sort_key, -length(p.name)), ' ', '')
  || ' ' || regexp_replace(left(p.sort_key, -length(p.name)), '(\\S)\\S* *', '\\1', 'g')`;

export const findConversations = handle<MessagingTables>()(
  contract.findConversations,
  async (context, { text, limit, cursor }) => {
    const parts = nameParts(text);
    // Nothing that can be seen finds nothing.
    if (parts.length === 0) return { rows: [] };
    const patterns = parts.map((part) => `%${part.replace(/[\\%_]/g, '\\$&')}%`);
    return conversationPage(
      context,
      { limit, cursor },
      sql`and lower(case when c.name is not null then coalesce(c.name_key, c.name) else (
      select ${personKey} from directory.published_person p
      where p.id = case when c.low_person_id = m.person_id then c.high_person_id else c.low_person_id end) end)
      like all(${sql.val(patterns)}::text[])`,
    );
  },
);
