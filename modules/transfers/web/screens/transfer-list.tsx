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
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listTransfers } from '../../contract/operations.ts';
import { keepRegister } from '../../contract/permissions.ts';
import type { TransferRow } from '../../contract/shapes.ts';
import { transferKind } from '../../contract/transfer-kind.ts';
import { stateOf, stateTones } from '../state-of.ts';
import { words } from '../words.ts';
import '../transfers.css';

const all = ['toMe', 'byMe', 'register'] as const;
type Whose = (typeof all)[number];

/** What was passed to the reader, by him, and the register for who keeps it. Which is shown stands in the address. */
export function TransferList() {
  const t = useWords(words);
  const [, go] = useLocation();
  const keeps = mayUse(useViewerState(), keepRegister);
  const asked = new URLSearchParams(useSearch()).get('whose');
  const offered = all.filter((one) => one !== 'register' || keeps);
  const whose: Whose = offered.find((one) => one === asked) ?? 'toMe';
  const list = useReadPages(listTransfers, { whose });
  return (
    <Page
      title={t('title')}
      tools={
        <Button kind="primary" icon="send" href={`/requests/new/${transferKind.name}`}>
          {t('new')}
        </Button>
      }
    >
      <Tabs<Whose>
        label={t('whose')}
        tabs={offered.map((key) => ({ key, title: t(`whose.${key}`) }))}
        current={whose}
        onChange={(key) => go(`/transfers?whose=${key}`, { replace: true })}
      />
      <Loaded read={{ ...list, data: list.rows }} shape="rows">
        {(found) =>
          found.length === 0 ? (
            <Empty icon="lock" title={t(`none.${whose}`)}>
              {t(`none.${whose}.body`)}
            </Empty>
          ) : (
            <Card>
              <ul className="transfers-rows" aria-label={t(`whose.${whose}`)}>
                {found.map((row) => (
                  <li key={row.transferId}>
                    <OneRow row={row} />
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

function OneRow({ row }: { row: TransferRow }) {
  const t = useWords(words);
  const format = useFormat();
  const state = stateOf(row, useNow());
  const between = t('between', { from: format.day(row.from), to: format.day(row.to) });
  return (
    <RowLink to={`/transfers/${row.transferId}`}>
      <ListRow
        title={
          <>
            {row.nature}{' '}
            <Tag tone={row.classification === 'core' ? 'seal' : 'warn'}>{t(`class.${row.classification}`)}</Tag>
          </>
        }
        line={`${t('fromTo', { sender: row.sender.name, receiver: row.receiver.name })} · ${between}`}
        deciding={<Tag tone={stateTones[state]}>{t(`state.${state}`)}</Tag>}
      />
    </RowLink>
  );
}
