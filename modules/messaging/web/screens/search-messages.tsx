import { type ReactNode, useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Empty } from '#design/empty.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { readConversation } from '../../contract/conversations.ts';
import { mostSearched, searchMessages } from '../../contract/search.ts';
import '../messaging.css';
import { kindLine } from '../kind-line.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';

type Found = OutputOf<typeof searchMessages>['rows'][number];

const kinds = ['text', 'file', 'merged', 'contact', 'location', 'announcement'] as const;
/** How long nothing is typed before it is searched for, in ms. */
const pause = 250;

/**
 * Searches what was said. All that is asked stands in the address: `?q=`, `in` (a conversation), `sender`, `kind`, and the
 * days `from` and `to`.
 */
export function SearchMessages(_: ScreenProps) {
  const t = useWords(words);
  const [path, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const given = (name: string) => asked.get(name) || undefined;
  const [text, conversationId, senderId] = ['q', 'in', 'sender'].map(given);
  const [from, to] = ['from', 'to'].map((name) => dayOf(given(name)));
  const kind = kinds.find((one) => one === given('kind'));
  const set = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(window.location.search);
    if (value) next.set(name, value);
    else next.delete(name);
    go(next.size > 0 ? `${path}?${next}` : path, { replace: true });
  };
  const [typed, setTyped] = useState(text ?? '');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the pause
  useEffect(() => {
    if (typed.trim() === (text ?? '')) return;
    const timer = setTimeout(() => set('q', typed.trim().slice(0, mostSearched)), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  // Another link leads here with another text.
  useEffect(() => setTyped((before) => (before.trim() === (text ?? '') ? before : (text ?? ''))), [text]);

  const wanted = [text, conversationId, senderId, kind].some((one) => one !== undefined);
  const list = useReadPages(
    searchMessages,
    {
      limit: 30,
      ...(text && { text }),
      ...(conversationId && { conversationId }),
      ...(senderId && { senderId }),
      ...(kind && { kind }),
      ...(from && { from }),
      ...(to && { to }),
    },
    { when: wanted },
  );
  const rows = wanted ? (list.rows ?? []) : [];
  const here = useRead(
    readConversation,
    { conversationId: conversationId ?? '' },
    { when: conversationId !== undefined },
  );
  const faceOf = usePeople([here.data?.otherId ?? null, ...rows.flatMap((row) => [row.otherId, row.senderId])]);
  const firstLoose = rows.findIndex((row) => !row.exact);
  const line = (row: Found) => {
    const where = row.name ?? faceOf(row.otherId).name;
    // What nobody said is told by where it stands.
    const { name, photo } = row.senderId === null ? { name: where, photo: undefined } : faceOf(row.senderId);
    return (
      <li key={`${row.conversationId} ${row.seq}`}>
        <RowLink to={`/messages/${row.conversationId}?at=${row.seq}`}>
          <ListRow
            lead={<Avatar name={name} photo={photo} />}
            title={
              <span dir="auto">
                {name} {where === name ? null : <span className="gj-faint">{where}</span>}
              </span>
            }
            line={
              <span className="msg-excerpt" dir="auto">
                {kindLine(t, row.kind)} {marked(row.excerpt)}
              </span>
            }
            when={<When at={row.at} />}
          />
        </RowLink>
      </li>
    );
  };
  return (
    <Page title={t('search')}>
      <search className="msg-search">
        <SearchInput label={t('search.what')} value={typed} onChange={setTyped} autoFocus />
        {conversationId ? (
          <div className="msg-search-in">
            <span dir="auto">
              {t('search.in', { name: here.data ? (here.data.name ?? faceOf(here.data.otherId).name) : '…' })}
            </span>
            <Button kind="quiet" onPress={() => set('in', undefined)}>
              {t('search.everywhere')}
            </Button>
          </div>
        ) : null}
        <div className="msg-search-filter">
          <FieldFrame id="search-sender" label={t('search.sender')}>
            <Part
              of={personPicker}
              id="search-sender"
              most={1}
              value={senderId ? [senderId] : []}
              onChange={(next) => set('sender', next?.[0])}
            />
          </FieldFrame>
          <FieldFrame id="search-kind" label={t('search.kind')}>
            <Select
              id="search-kind"
              value={kind ?? ''}
              choices={[
                { value: '', label: t('category.all') },
                ...kinds.map((one) => ({ value: one, label: t(`search.kind.${one}`) })),
              ]}
              onChange={(value) => set('kind', value || undefined)}
            />
          </FieldFrame>
          <FieldFrame id="search-from" label={t('search.from')}>
            <DatePicker id="search-from" value={from} onChange={(value) => set('from', value)} />
          </FieldFrame>
          <FieldFrame id="search-to" label={t('search.to')}>
            <DatePicker id="search-to" value={to} onChange={(value) => set('to', value)} />
          </FieldFrame>
        </div>
      </search>
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {wanted && list.rows === undefined && !list.failure ? <Skeleton shape="rows" count={5} /> : null}
      {wanted ? null : (
        <Empty icon="search" title={t('search.begin')}>
          {t('search.begin.body')}
        </Empty>
      )}
      {wanted && list.rows && rows.length === 0 ? (
        <Empty icon="search" title={t('noneFound')}>
          {t('search.none.body')}
        </Empty>
      ) : null}
      <ol className="msg-search-found">{(firstLoose < 0 ? rows : rows.slice(0, firstLoose)).map(line)}</ol>
      {firstLoose < 0 ? null : (
        <section className="msg-found">
          <h2>{t('search.loose')}</h2>
          <ol className="msg-search-found">{rows.slice(firstLoose).map(line)}</ol>
        </section>
      )}
      {wanted ? <MoreRows of={list} /> : null}
    </Page>
  );
}

/** A day of the address; a link may hold anything. */
const dayOf = (text: string | undefined) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined);

/** The text with what was found marked. */
function marked({ text, marks }: Found['excerpt']): ReactNode[] {
  const ends = [0, ...marks.map(([, to]) => to)];
  return [
    ...marks.flatMap(([from, to], at) => [text.slice(ends[at], from), <mark key={from}>{text.slice(from, to)}</mark>]),
    text.slice(ends.at(-1)),
  ];
}
