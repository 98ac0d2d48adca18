import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { Tabs } from '#design/tabs.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listNotices, markAllRead } from '../../contract/operations.ts';
import { NoticeList } from '../parts/notice-list.tsx';
import { useUnreadCount } from '../use-unread-count.ts';
import { words } from '../words.ts';

type Shown = 'all' | 'unread';

/** One's own notifications, newest first. Which are shown stands in the address: `?only=unread`. */
export function NotificationsScreen() {
  const t = useWords(words);
  const [, go] = useLocation();
  const only: Shown = new URLSearchParams(useSearch()).get('only') === 'unread' ? 'unread' : 'all';
  const count = useUnreadCount();
  const pages = useReadPages(listNotices, { only });
  const all = useCommand(markAllRead);
  const { rows, failure, loading, readAgain } = pages;
  return (
    <Page
      title={t('title')}
      tools={
        <>
          {count > 0 ? (
            <Button kind="quiet" icon="check" busy={all.running} onPress={() => void all.run({})}>
              {t('markAllRead')}
            </Button>
          ) : null}
          <Button kind="quiet" icon="admin" label={t('mine')} href="/notifications/settings" />
        </>
      }
    >
      {all.failure ? <FailureNote failure={all.failure} onRetry={() => void all.run({})} /> : null}
      <Tabs<Shown>
        label={t('views')}
        tabs={[
          { key: 'all', title: t('only.all') },
          { key: 'unread', title: t('only.unread'), count },
        ]}
        current={only}
        onChange={(key) => go(key === 'all' ? '/notifications' : `/notifications?only=${key}`, { replace: true })}
      />
      <Loaded read={{ data: rows, failure, loading, readAgain }} shape="rows">
        {(shown) =>
          shown.length === 0 ? (
            <Empty icon="notifications" title={t(`empty.${only}`)}>
              {t(`empty.${only}Body`)}
            </Empty>
          ) : (
            <>
              <NoticeList rows={shown} />
              <MoreRows of={pages} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
