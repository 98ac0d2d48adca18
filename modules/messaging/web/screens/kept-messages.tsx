import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { dropMessage, handleMessage, listKept } from '../../contract/kept.ts';
import '../messaging.css';
import { MessageBody } from '../parts/message-body.tsx';
import { programOf } from '../program-of.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';

type Shown = 'saved' | 'later' | 'handled';

/** What one has saved under categories, and what one has put off (`?shown=`, `?category=`). */
export function KeptMessages(_: ScreenProps) {
  const t = useWords(words);
  const [path, go] = useLocation();
  const search = new URLSearchParams(useSearch());
  const asked = search.get('shown');
  const shown: Shown = asked === 'later' || asked === 'handled' ? asked : 'saved';
  const category = shown === 'saved' ? (search.get('category') ?? undefined) : undefined;
  const list = useReadPages(listKept, { shown, ...(category === undefined ? {} : { category }) });
  const rows = list.rows ?? [];
  const faceOf = usePeople(rows.flatMap((row) => [row.otherId, row.message.senderId]));
  const [drop, handle] = [useCommand(dropMessage), useCommand(handleMessage)];
  const failure = list.failure ?? drop.failure ?? handle.failure;
  const categories = [...new Set(rows.map((row) => row.category))].filter((one) => one !== '');
  return (
    <Page title={t('kept')}>
      <Tabs
        label={t('kept')}
        current={shown}
        onChange={(key) => go(`${path}?shown=${key}`, { replace: true })}
        tabs={[
          { key: 'saved', title: t('kept.saved') },
          { key: 'later', title: t('kept.later') },
          { key: 'handled', title: t('kept.handled') },
        ]}
      />
      {shown === 'saved' && (categories.length > 0 || category !== undefined) ? (
        <div className="msg-kept-filter">
          <label htmlFor="category">{t('category')}</label>
          <Select
            id="category"
            value={category ?? ''}
            choices={[
              { value: '', label: t('category.all') },
              ...[...new Set([...categories, ...(category === undefined ? [] : [category])])].map((value) => ({
                value,
                label: value,
              })),
            ]}
            onChange={(value) =>
              go(value ? `${path}?shown=saved&category=${encodeURIComponent(value)}` : `${path}?shown=saved`)
            }
          />
        </div>
      ) : null}
      {failure ? <FailureNote failure={failure} onRetry={list.readAgain} /> : null}
      {list.rows === undefined && !failure ? <Skeleton shape="rows" count={4} /> : null}
      {list.rows && rows.length === 0 ? (
        <Empty icon="star" title={t(`kept.${shown}.none`)}>
          {t('kept.none.body')}
        </Empty>
      ) : null}
      <ol>
        {rows.map(({ conversationId, name, otherId, category: under, message }) => {
          const one = { conversationId, seq: message.seq };
          return (
            <li key={`${conversationId} ${message.seq}`} className="msg-beside">
              <div className="msg-head">
                <span dir="auto">{(programOf(message) ?? faceOf(message.senderId)).name}</span>
                <span dir="auto">{name ?? faceOf(otherId).name}</span>
                <When at={message.at} />
                {under ? <Tag>{under}</Tag> : null}
              </div>
              {message.body === null ? (
                <span className="gj-faint">{t('quote.gone')}</span>
              ) : (
                <MessageBody
                  kind={message.kind}
                  body={message.body}
                  conversationId={conversationId}
                  seq={message.seq}
                />
              )}
              <div className="gj-actions">
                <Button kind="quiet" icon="messages" href={`/messages/${conversationId}?at=${message.seq}`}>
                  {t('go')}
                </Button>
                {shown === 'saved' ? null : (
                  <Button
                    kind="quiet"
                    icon={shown === 'later' ? 'check' : 'undo'}
                    onPress={() => void handle.run({ ...one, handled: shown === 'later' })}
                  >
                    {shown === 'later' ? t('handled.make') : t('handled.undo')}
                  </Button>
                )}
                <Button
                  kind="quiet"
                  icon="trash"
                  onPress={() => void drop.run({ ...one, kept: shown === 'saved' ? 'saved' : 'later' })}
                >
                  {t('kept.drop')}
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      <MoreRows of={list} />
    </Page>
  );
}
