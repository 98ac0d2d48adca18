import { Avatar } from '#design/avatar.tsx';
import { Badge } from '#design/badge.tsx';
import { ListRow } from '#design/list-row.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { namePeople } from '#modules/directory/contract/people.ts';
import { listConversations } from '#modules/messaging/contract/conversations.ts';
import { words } from '../words.ts';
import { Rows } from './rows.tsx';

const most = 5;

/** Conversations with something new, muted ones aside. `path`: the list of all; `people`: where to look for somebody. */
export function UnreadMessages({ path, people }: { path: string; people: string | undefined }) {
  const t = useWords(words);
  const list = useRead(listConversations, { limit: 50 });
  const unread = list.data?.rows.filter((row) => row.lastSeq > row.readSeq && !row.muted).slice(0, most);
  const personIds = [
    ...new Set(unread?.flatMap((row) => [row.otherId, row.last?.senderId ?? null]).filter((id) => id !== null)),
  ].sort();
  const named = useRead(namePeople, { personIds }, { when: personIds.length > 0, keep: true });
  const nameOf = (id: string | null | undefined) => named.data?.rows.find((person) => person.id === id)?.name ?? '';
  return (
    <Rows
      title={t('messages.title')}
      all={path}
      read={{ ...list, data: unread }}
      none={
        <>
          {t('messages.none')}
          {people ? <a href={people}>{t('messages.find')}</a> : null}
        </>
      }
      row={(conversation) => {
        const name = conversation.name ?? nameOf(conversation.otherId);
        const { last } = conversation;
        const said = last?.recalled ? t('messages.recalled') : (last?.text ?? (last ? t('messages.other') : ''));
        const count = conversation.lastSeq - conversation.readSeq;
        return (
          <li key={conversation.conversationId}>
            <RowLink to={`${path}/${conversation.conversationId}`}>
              <ListRow
                lead={<Avatar name={name} />}
                title={name}
                line={conversation.name && last?.senderId ? `${nameOf(last.senderId)}: ${said}` : said}
                when={<When at={conversation.lastAt} />}
                deciding={<Badge count={count} label={t('messages.count', { count })} />}
                unread
              />
            </RowLink>
          </li>
        );
      }}
    />
  );
}
