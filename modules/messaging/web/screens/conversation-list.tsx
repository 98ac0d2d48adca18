import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Avatar } from '#design/avatar.tsx';
import { Badge } from '#design/badge.tsx';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Icon } from '#design/icon.tsx';
import { ListPane } from '#design/list-pane.tsx';
import { ListRow } from '#design/list-row.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tag } from '#design/tag.tsx';
import { VirtualList } from '#design/virtual-list.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { mayUse, useViewer, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { WithPresence } from '#kernel/web/push/presence-mark.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { searchPeople } from '#modules/directory/contract/people.ts';
import { listConversations } from '../../contract/conversations.ts';
import { findConversations } from '../../contract/find-conversations.ts';
import { conversationTools } from '../../contract/parts.ts';
import { sendToMany } from '../../contract/permissions.ts';
import type { ConversationRow } from '../../contract/shapes.ts';
import '../messaging.css';
import { useDrafts } from '../drafts.ts';
import { kindLine } from '../kind-line.ts';
import { useOutbox } from '../outbox.ts';
import { ApplicationPicture } from '../parts/application-picture.tsx';
import { textOf } from '../said.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';

/** One's conversations; typing finds colleagues to talk to, and conversations, however many there are. */
export function ConversationList(_: ScreenProps) {
  const t = useWords(words);
  const viewer = useViewer();
  const [typed, setTyped] = useState('');
  const [path, go] = useLocation();
  // What was looked for has been opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every way somewhere
  useEffect(() => setTyped(''), [path]);
  const text = typed.trim().slice(0, 64);
  const list = useReadPages(listConversations, {});
  const found = useRead(searchPeople, { text }, { when: text !== '', keep: true });
  const search = useReadPages(findConversations, { text }, { when: text !== '' });
  const { entries } = useOutbox(viewer.personId);
  const drafts = useDrafts(viewer.personId);
  const viewerState = useViewerState();
  const rows = list.rows ?? [];
  // What is here answers at once, and where nothing else does.
  const shown =
    text === ''
      ? rows
      : (search.rows ?? rows.filter((row) => row.name?.toLowerCase().includes(text.toLowerCase()) === true));
  // Names of those in sight, by the fifty, so that scrolling asks seldom.
  const [near, setNear] = useState({ from: 0, to: 50 });
  const onSight = useCallback((from: number, to: number) => {
    const next = { from: Math.floor(from / 50) * 50, to: Math.ceil(to / 50) * 50 };
    setNear((before) => (before.from === next.from && before.to === next.to ? before : next));
  }, []);
  const named = text === '' ? rows.slice(near.from, near.to) : shown;
  const faceOf = usePeople(named.flatMap((row) => [row.otherId, row.last?.senderId ?? null]));
  const titleOf = (row: ConversationRow) => row.name ?? faceOf(row.otherId).name;

  const lineOf = (row: ConversationRow): string => {
    const waiting = entries.findLast((entry) => entry.conversationId === row.conversationId && entry.state !== 'sent');
    if (waiting) return t('waiting', { text: textOf(waiting.said) || t('kind.other') });
    const draft = drafts.textOf(row.conversationId);
    if (draft !== '') return t('draft', { text: draft });
    const { last } = row;
    if (!last) return '';
    const own = last.senderId === viewer.personId;
    const { name } = faceOf(last.senderId);
    if (last.removed) return t('removed');
    if (last.recalled) return own ? t('recalled.own') : t('recalled', { name });
    const said = [row.mentionSeq === null ? '' : t('mention.list'), kindLine(t, last.kind), last.text ?? '']
      .filter(Boolean)
      .join(' ');
    if (last.senderId === null) return said;
    if (own) return t('you', { text: said });
    return row.kind === 'group' ? t('said', { name, text: said }) : said;
  };

  const line = (row: ConversationRow) => {
    const count = row.lastSeq - row.readSeq;
    const other = faceOf(row.otherId);
    return (
      <RowLink to={`/messages/${row.conversationId}`}>
        <ListRow
          lead={
            row.kind === 'group' ? (
              <span className="gj-avatar msg-group-face">
                <Icon name="people" />
              </span>
            ) : row.applicationId !== null ? (
              <ApplicationPicture applicationId={row.applicationId} name={titleOf(row)} />
            ) : (
              <WithPresence personId={row.otherId}>
                <Avatar name={other.name} photo={other.photo} />
              </WithPresence>
            )
          }
          title={
            <span dir="auto">
              {titleOf(row)} {row.applicationId === null ? null : <Tag tone="accent">{t('application')}</Tag>}{' '}
              {row.pinned ? <Icon name="pin" size={14} label={t('pinned')} /> : null}{' '}
              {row.muted ? <Icon name="moon" size={14} label={t('muted')} /> : null}
            </span>
          }
          line={lineOf(row) === '' ? null : <span dir="auto">{lineOf(row)}</span>}
          when={row.last ? <When at={row.lastAt} /> : null}
          deciding={
            row.markedUnread && count === 0 ? (
              <Tag>{t('unread.marked')}</Tag>
            ) : row.muted && count > 0 ? (
              <span className="gj-faint">{t('unread', { count })}</span>
            ) : (
              <Badge count={count} label={t('unread', { count })} />
            )
          }
          unread={row.markedUnread || (count > 0 && !row.muted)}
        />
      </RowLink>
    );
  };

  const people = text === '' ? [] : (found.data?.rows ?? []).filter((person) => person.id !== viewer.personId);
  return (
    <ListPane
      title={t('title')}
      tools={
        <>
          <Button kind="quiet" icon="search" label={t('search')} href="/messages/search" />
          <Button kind="quiet" icon="star" label={t('kept')} href="/messages/kept" />
          <Button kind="quiet" icon="clock" label={t('waits')} href="/messages/waiting" />
          <Opening of={conversationTools} />
          {mayUse(viewerState, sendToMany) ? (
            <MenuButton
              label={t('new')}
              icon="plus"
              choices={[
                { key: 'group', icon: 'people', label: t('newGroup'), onPress: () => go('/messages/new') },
                { key: 'many', icon: 'send', label: t('broadcast'), onPress: () => go('/messages/broadcasts') },
              ]}
            />
          ) : (
            <Button kind="quiet" icon="plus" label={t('newGroup')} href="/messages/new" />
          )}
        </>
      }
      search={<SearchInput label={t('find')} value={typed} onChange={setTyped} />}
    >
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {list.moreFailure ? <FailureNote failure={list.moreFailure} onRetry={list.more} /> : null}
      {list.rows === undefined && !list.failure ? <Skeleton shape="rows" count={6} /> : null}
      {text !== '' ? (
        <div className="msg-found">
          {people.length > 0 ? <h2>{t('people')}</h2> : null}
          <ul>
            {people.map((person) => (
              <li key={person.id}>
                <RowLink to={`/messages/with/${person.id}`}>
                  <ListRow
                    lead={<Avatar name={person.name} />}
                    title={person.name}
                    line={[person.department?.name, person.jobTitle].filter(Boolean).join(' · ')}
                  />
                </RowLink>
              </li>
            ))}
          </ul>
          {shown.length > 0 ? <h2>{t('conversations')}</h2> : null}
          <ul>
            {shown.map((row) => (
              <li key={row.conversationId}>{line(row)}</li>
            ))}
          </ul>
          <MoreRows of={search} />
          {found.failure && search.failure ? <FailureNote failure={search.failure} onRetry={search.readAgain} /> : null}
          <RowLink to={`/messages/search?q=${encodeURIComponent(text)}`}>
            <ListRow lead={<Icon name="search" />} title={t('search.text', { text })} />
          </RowLink>
          {people.length + shown.length === 0 && !found.loading && !search.loading ? (
            <Empty icon="search" title={t('noneFound')} />
          ) : null}
        </div>
      ) : list.rows && rows.length === 0 ? (
        <Empty icon="messages" title={t('none')}>
          {t('none.body')}
        </Empty>
      ) : (
        <VirtualList
          label={t('conversations')}
          rows={rows}
          rowKey={(row) => row.conversationId}
          rowHeight={64}
          keepAs={`conversations ${viewer.personId}`}
          row={line}
          onSight={onSight}
          // A page that didn't come is asked for again by who reads, and not by every drawing of the end.
          {...(list.moreFailure ? {} : { onEnd: list.more })}
        />
      )}
    </ListPane>
  );
}
