import { sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/why-conversation-seen.ts';
import type { Role } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

const memberWords: Readonly<Record<Role, Words>> = {
  owner: { zh: '群成员（群主）', en: 'Member of the group, its owner' },
  deputy: { zh: '群成员（副负责人）', en: 'Member of the group, a deputy' },
  member: { zh: '群成员', en: 'Member of the group' },
  guest: { zh: '群的访客', en: 'Guest of the group' },
};

const kindWords: Readonly<Record<'direct' | 'group' | 'application', Words>> = {
  direct: { zh: '单聊', en: 'Conversation of two' },
  group: { zh: '群聊', en: 'Conversation of a group' },
  application: { zh: '和应用的会话', en: 'Conversation with an application' },
};

/** Where no role says it. */
const ownWords: Readonly<Partial<Record<string, Words>>> = {
  direct: { zh: '这个单聊的一方', en: 'One of the two' },
  application: { zh: '应用写给的人', en: 'The one whom the application writes to' },
};

/** A message is named by its conversation: only its members have either (`loadMembership`). */
export const whyConversationSeen = handle<MessagingTables>()(contract.whyConversationSeen, async (context, input) => {
  requireSystem(context, managePeople);
  const { rows } = await sql<{
    kind: 'direct' | 'group' | 'application';
    role: Role | null;
    joined_at: string | null;
    guest_until: string | null;
  }>`
    select c.kind, case when c.owner_id = m.person_id then 'owner' else m.role end as role, m.joined_at, m.guest_until
    from messaging.conversation c
    left join messaging.member m on m.conversation_id = c.id and m.person_id = ${input.personId}::uuid and m.left_at is null
    where c.id = any(${sql.val(input.ids)}::uuid[]) or c.id in (
      select f.conversation_id from messaging.message_file f where f.message_id = any(${sql.val(input.ids)}::uuid[]))
    order by c.id limit 20`.execute(context.db);
  return {
    things: rows.map((row) => ({
      what: kindWords[row.kind],
      ways:
        row.joined_at === null || row.role === null
          ? []
          : [
              {
                rule: ownWords[row.kind] ?? memberWords[row.role],
                since: row.joined_at,
                until: row.guest_until,
              },
            ],
    })),
  };
});
