import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Table } from '#design/table.tsx';
import { Tabs } from '#design/tabs.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { listDeliveries, readAttempts, retryDeliveries } from '../../contract/channel-operations.ts';
import { type DeliveryRow, deliveryState } from '../../contract/delivery-shapes.ts';
import { StateTag } from '../parts/state-tag.tsx';
import { useShownError } from '../use-shown-error.ts';
import { words } from '../words.ts';
import '../notifications.css';

const views = ['all', ...deliveryState.options] as const;
type View = (typeof views)[number];

/** What went out of the app, to whom and about what kind of thing, and what came of it. Which are shown stands in the address. */
export function DeliveryLog() {
  const t = useWords(words);
  const shown = useShownError();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('state');
  const view: View = views.find((one) => one === asked) ?? 'all';
  const pages = useReadPages(listDeliveries, view === 'all' ? {} : { state: view });
  const retry = useCommand(retryDeliveries);
  const [open, setOpen] = useState<DeliveryRow>();
  const { rows, failure, loading, readAgain } = pages;
  const failed = (rows ?? []).filter(({ state }) => state === 'failed').map(({ deliveryId }) => deliveryId);
  const sendAgain = async (deliveryIds: string[]) => {
    const done = await retry.run({ deliveryIds: deliveryIds.slice(0, 200) });
    if (done) tell(t('log.retried', { count: done.again }));
  };
  const reason = (row: DeliveryRow) =>
    row.error ? shown(row.error) : row.state === 'queued' && row.heldFor ? t(`held.${row.heldFor}`) : '';
  const kind = (row: DeliveryRow) => row.kindName ?? t('log.test');
  return (
    <Page
      title={t('channels.log')}
      lead={t('log.lead')}
      width="full"
      tools={
        view === 'failed' && failed.length > 0 ? (
          <Button icon="refresh" busy={retry.running} onPress={() => void sendAgain(failed)}>
            {t('log.retryAll')}
          </Button>
        ) : null
      }
    >
      {retry.failure ? <FailureNote failure={retry.failure} /> : null}
      <Tabs<View>
        label={t('log.label')}
        tabs={views.map((key) => ({ key, title: key === 'all' ? t('log.all') : t(`state.${key}`) }))}
        current={view}
        onChange={(key) => go(`/notifications/deliveries${key === 'all' ? '' : `?state=${key}`}`, { replace: true })}
      />
      <Loaded read={{ data: rows, failure, loading, readAgain }} shape="rows">
        {(found) =>
          found.length === 0 ? (
            <Empty icon="send" title={t('log.none')}>
              {t('log.noneBody')}
            </Empty>
          ) : (
            <>
              <Table<DeliveryRow>
                label={t('channels.log')}
                rows={found}
                rowKey={(row) => row.deliveryId}
                onOpen={setOpen}
                columns={[
                  { key: 'person', title: t('log.person'), cell: (row) => row.personName, always: true },
                  { key: 'kind', title: t('kind'), cell: kind },
                  { key: 'channel', title: t('log.channel'), cell: (row) => t(`channel.${row.channel}`) },
                  { key: 'state', title: t('log.state'), cell: (row) => <StateTag state={row.state} /> },
                  {
                    key: 'reason',
                    title: t('log.reason'),
                    cell: (row) => <span className="gj-second">{reason(row)}</span>,
                  },
                  { key: 'tries', title: t('log.tries'), cell: (row) => row.tries, align: 'right', width: 72 },
                  { key: 'when', title: t('log.when'), cell: (row) => <When at={row.madeAt} />, width: 140 },
                ]}
                phoneRow={(row) => (
                  <button type="button" className="gj-row-link notice-log-row" onClick={() => setOpen(row)}>
                    <ListRow
                      title={row.personName}
                      line={[kind(row), t(`channel.${row.channel}`), reason(row)].filter(Boolean).join(' · ')}
                      deciding={<StateTag state={row.state} />}
                      when={<When at={row.madeAt} />}
                    />
                  </button>
                )}
              />
              <MoreRows of={pages} />
            </>
          )
        }
      </Loaded>
      {open ? (
        <Sheet
          title={`${open.personName} · ${t(`channel.${open.channel}`)}`}
          onClose={() => setOpen(undefined)}
          foot={
            open.state === 'failed' ? (
              <Button
                kind="primary"
                busy={retry.running}
                onPress={() => void sendAgain([open.deliveryId]).then(() => setOpen(undefined))}
              >
                {t('log.retry')}
              </Button>
            ) : null
          }
        >
          <Attempts row={open} />
        </Sheet>
      ) : null}
    </Page>
  );
}

function Attempts({ row }: { row: DeliveryRow }) {
  const t = useWords(words);
  const shown = useShownError();
  const read = useRead(readAttempts, { deliveryId: row.deliveryId });
  return (
    <>
      <p>
        <StateTag state={row.state} /> {row.error ? shown(row.error) : null}
        {row.nextTry ? (
          <span className="gj-second">
            {' '}
            {t('log.nextTry')} <When at={row.nextTry} />
          </span>
        ) : null}
      </p>
      <h3>{t('log.attempts')}</h3>
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="gj-second">{t('log.noAttempts')}</p>
          ) : (
            <ol className="notice-attempts">
              {rows.map((attempt) => (
                <li key={attempt.number} className="notice-attempt">
                  <span>
                    {t('log.attempt', { number: attempt.number })} <When at={attempt.at} />
                  </span>
                  <span className="gj-second">{attempt.error ? shown(attempt.error) : t('log.taken')}</span>
                  {attempt.receipt ? (
                    <span className="gj-faint">{t('log.receipt', { receipt: attempt.receipt })}</span>
                  ) : null}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </>
  );
}
