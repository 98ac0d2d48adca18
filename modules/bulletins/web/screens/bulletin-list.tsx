import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { labelTag } from '#modules/messaging/contract/labels/label-part.ts';
import { listBulletins } from '../../contract/operations.ts';
import { publishingKind } from '../../contract/publishing-kind.ts';
import type { BulletinRow } from '../../contract/shapes.ts';
import { words } from '../words.ts';
import '../bulletins.css';

type Shown = 'current' | 'ended';

/** Everything that was published, newest first; what is over on a tab of its own. Which is shown stands in the address. */
export function BulletinList() {
  const t = useWords(words);
  const [, go] = useLocation();
  const shown: Shown = new URLSearchParams(useSearch()).get('shown') === 'ended' ? 'ended' : 'current';
  const list = useReadPages(listBulletins, { shown });
  return (
    <Page
      title={t('title')}
      tools={
        <Button kind="primary" icon="edit" href={`/requests/new/${publishingKind.name}`}>
          {t('new')}
        </Button>
      }
    >
      <Tabs<Shown>
        label={t('shown')}
        tabs={[
          { key: 'current', title: t('shown.current') },
          { key: 'ended', title: t('shown.ended') },
        ]}
        current={shown}
        onChange={(key) => go(key === 'ended' ? '/bulletins?shown=ended' : '/bulletins', { replace: true })}
      />
      <Loaded read={{ ...list, data: list.rows }} shape="rows">
        {(found) =>
          found.length === 0 ? (
            <Empty icon="book" title={t(`none.${shown}`)}>
              {t(`none.${shown}.body`)}
            </Empty>
          ) : (
            <Card>
              <ul className="bulletins-rows" aria-label={t(`shown.${shown}`)}>
                {found.map((row) => (
                  <li key={row.bulletinId}>
                    <OneRow row={row} ended={shown === 'ended'} />
                  </li>
                ))}
              </ul>
              <MoreRows of={list} />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function OneRow({ row, ended }: { row: BulletinRow; ended: boolean }) {
  const t = useWords(words);
  return (
    <RowLink to={`/bulletins/${row.bulletinId}`}>
      <ListRow
        unread={!row.read}
        title={
          <>
            {row.read ? null : <span className="gj-unseen">{t('unread')} </span>}
            {row.headline} <Tag tone={row.sort === 'circular' ? 'warn' : 'neutral'}>{t(`sort.${row.sort}`)}</Tag>{' '}
            {row.classification === 'internal' ? null : <Part of={labelTag} label={row.classification} />}
            {ended ? (
              <Tag tone={row.withdrawnAt ? 'seal' : 'neutral'}>{t(row.withdrawnAt ? 'takenDown' : 'expired')}</Tag>
            ) : null}
          </>
        }
        line={t('line', { publisher: row.publisher.name, number: row.number })}
        when={<When at={row.publishedAt} />}
      />
    </RowLink>
  );
}
