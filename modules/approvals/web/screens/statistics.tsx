import type { ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { type Column, Table } from '#design/table.tsx';
import { Tabs } from '#design/tabs.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { departmentPicker } from '#modules/directory/contract/parts.ts';
import { exportStatistics, readStatistics, type StatisticsBy, seeStatistics } from '../../contract/statistics.ts';
import { Labelled } from '../parts/labelled.tsx';
import { type Bar, StatisticsBars, StatisticsColumns } from '../parts/statistics-bars.tsx';
import { useDuration } from '../use-duration.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';
import './statistics.css';

type Answer = OutputOf<typeof readStatistics>;
type Figures = Answer['total'];
type Row = Answer['rows'][number];

const views = ['kind', 'step', 'department', 'person', 'time'] as const;
const grains = ['day', 'week', 'month'] as const;
const endings = ['approved', 'rejected', 'withdrawn', 'terminated', 'revoked'] as const;
/** Bars in a picture; the table has them all. */
const mostBars = 15;

/** 统计: how many, how long and how many overdue, by process, step, department, person or time; pictures with their figures below. */
export function Statistics() {
  const t = useWords(words);
  const spoken = useSpoken();
  const language = useLanguage();
  const format = useFormat();
  const today = dayOf(useNow(), format.zone);
  const [here, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const seesGroups = mayUse(useViewerState(), seeStatistics);
  const offered = views.filter((view) => seesGroups || view === 'person');
  const view = offered.find((one) => one === address.get('view')) ?? offered[0] ?? 'person';
  const grain = grains.find((one) => one === address.get('by')) ?? 'week';
  const by: StatisticsBy = view === 'time' ? grain : view;
  const from = address.get('from') ?? daysBefore(today, 89);
  const to = address.get('to') ?? today;
  const kind = address.get('kind') ?? undefined;
  const departmentId = address.get('department') ?? undefined;
  const show = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    go(`${here}${next.size > 0 ? `?${next}` : ''}`, { replace: true });
  };
  const input = { by, from, to, ...(kind && { kind }), ...(departmentId && { departmentId }) };
  const isPeriod = from <= to;
  const read = useRead(readStatistics, isPeriod ? input : { ...input, from: to });
  const kinds = read.data?.kinds ?? [];
  return (
    <Page
      title={t('statistics')}
      lead={t(view === 'person' ? 'statistics.lead.person' : 'statistics.lead')}
      width="full"
      tools={
        <Button
          kind="quiet"
          icon="download"
          label={t('expediting.export')}
          href={fileUrl(exportStatistics, { ...input, language })}
        />
      }
    >
      <div className="approvals-find">
        <Tabs
          label={t('statistics.by')}
          current={view}
          onChange={(next) => show({ view: next })}
          tabs={offered.map((key) => ({ key, title: t(`statistics.by.${key}`) }))}
        />
        <div className="approvals-filter-more">
          <Labelled
            label={t('filter.from')}
            required={false}
            problem={isPeriod ? undefined : t('statistics.wrongPeriod')}
          >
            {(named) => <DatePicker {...named} value={from} most={to} onChange={(next) => show({ from: next })} />}
          </Labelled>
          <Labelled label={t('filter.to')} required={false}>
            {(named) => <DatePicker {...named} value={to} onChange={(next) => show({ to: next })} />}
          </Labelled>
          {seesGroups ? (
            <Labelled label={t('filter.kind')} required={false}>
              {(named) => (
                <Select
                  {...named}
                  searchable
                  value={kind ?? 'all'}
                  onChange={(next) => show({ kind: next === 'all' ? undefined : next })}
                  choices={[
                    { value: 'all', label: t('filter.all') },
                    ...kinds.map((one) => ({ value: one.kind, label: spoken(one.title) })),
                  ]}
                />
              )}
            </Labelled>
          ) : null}
          {seesGroups ? (
            <Labelled label={t('expediting.department')} required={false}>
              {(named) => (
                <Part
                  of={departmentPicker}
                  {...named}
                  most={1}
                  value={departmentId ? [departmentId] : []}
                  onChange={(next) => show({ department: next?.at(-1) })}
                />
              )}
            </Labelled>
          ) : null}
          {view === 'time' ? (
            <Labelled label={t('statistics.grain')} required={false}>
              {(named) => (
                <Select
                  {...named}
                  value={grain}
                  onChange={(next) => show({ by: next })}
                  choices={grains.map((value) => ({ value, label: t(`statistics.grain.${value}`) }))}
                />
              )}
            </Labelled>
          ) : null}
        </div>
        <Loaded read={read} shape="rows" count={8}>
          {(answer) =>
            answer.rows.length === 0 ? (
              <Empty icon="chart" title={t('statistics.none')}>
                {t('statistics.none.body')}
              </Empty>
            ) : (
              <Shown answer={answer} view={view} by={by} from={from} to={to} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

const daysBefore = (day: string, count: number) =>
  new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);

const nothing: Row = {
  key: '',
  name: { zh: '', en: '' },
  withheld: false,
  count: 0,
  limited: 0,
  overdue: 0,
  elapsed: null,
  working: null,
};

/** Every day, Monday or month of a period, also those on which nothing ended. */
function timeKeys(by: StatisticsBy, from: string, to: string): string[] {
  const keys = new Set<string>();
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at);
    if (by === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
    keys.add(day.toISOString().slice(0, by === 'month' ? 7 : 10));
  }
  return [...keys];
}

function Shown(props: { answer: Answer; view: (typeof views)[number]; by: StatisticsBy; from: string; to: string }) {
  const { answer, view, by } = props;
  const t = useWords(words);
  const spoken = useSpoken();
  const duration = useDuration();
  const format = useFormat();
  const { rows, total } = answer;
  const nameOf = (row: Row) => {
    if (by === 'day' || by === 'week') return format.day(row.key ?? '');
    return by === 'month' ? format.month(row.key ?? '') : spoken(row.name);
  };
  const withheld = <span className="gj-faint">{t('statistics.withheld')}</span>;
  const said = (row: Figures, value: ReactNode) => (row.withheld ? withheld : value);
  const overdueOf = ({ limited, overdue }: Figures) =>
    limited === null || overdue === null
      ? t('statistics.notShown')
      : limited === 0
        ? t('statistics.noLimit')
        : t('statistics.overdueOf', { overdue, limited, share: Math.round((100 * overdue) / limited) });
  const time = (row: Figures, part: 'mean' | 'median' | 'p90', isClock = false) => {
    const told = isClock ? row.elapsed : row.working;
    return told ? duration(told[part], isClock) : t('statistics.notShown');
  };
  const Chart = view === 'time' ? StatisticsColumns : StatisticsBars;
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const drawn =
    view === 'time'
      ? timeKeys(by, props.from, props.to).map((key) => byKey.get(key) ?? { ...nothing, key })
      : rows.slice(0, mostBars);
  const bar = (row: Row, more: Pick<Bar, 'value' | 'part' | 'reach'>, text: ReactNode): Bar => ({
    key: row.key ?? '',
    name: nameOf(row),
    said: said(row, text),
    ...more,
  });
  const unit = t(answer.of === 'requests' ? 'statistics.of.requests' : 'statistics.of.tasks');
  const columns: Column<Row>[] = [
    { key: 'name', title: t(`statistics.name.${view}`), always: true, cell: nameOf, sort: nameOf },
    {
      key: 'count',
      title: unit,
      align: 'right',
      cell: (row) => said(row, row.count),
      sort: (row) => row.count ?? -1,
    },
    ...(answer.of === 'requests'
      ? endings.map((ending) => ({
          key: ending,
          title: t(`status.${ending}`),
          align: 'right' as const,
          cell: (row: Row) => row.outcomes?.[ending] ?? '',
          sort: (row: Row) => row.outcomes?.[ending] ?? 0,
        }))
      : []),
    {
      key: 'overdue',
      title: t('statistics.overdue'),
      align: 'right',
      cell: (row) => (row.withheld ? '' : overdueOf(row)),
      sort: (row) => (row.limited ? (row.overdue ?? 0) / row.limited : -1),
    },
    ...(['median', 'p90', 'mean'] as const).map((part) => ({
      key: `working.${part}`,
      title: t(`statistics.working.${part}`),
      align: 'right' as const,
      cell: (row: Row) => (row.withheld ? '' : time(row, part)),
      sort: (row: Row) => row.working?.[part] ?? -1,
    })),
    {
      key: 'elapsed.median',
      title: t('statistics.elapsed.median'),
      align: 'right',
      cell: (row) => (row.withheld ? '' : time(row, 'median', true)),
      sort: (row) => row.elapsed?.median ?? -1,
    },
  ];
  return (
    <>
      <dl className="statistics-total">
        <Total name={unit}>{said(total, total.count === null ? '' : format.number(total.count))}</Total>
        <Total name={t('statistics.overdue')}>{said(total, overdueOf(total))}</Total>
        <Total name={t('statistics.working.median')}>{said(total, time(total, 'median'))}</Total>
        <Total name={t('statistics.working.p90')}>{said(total, time(total, 'p90'))}</Total>
        <Total name={t('statistics.elapsed.median')}>{said(total, time(total, 'median', true))}</Total>
      </dl>
      {rows.some((row) => row.withheld || (row.limited === null && row.count !== null)) ? (
        <Note tone="accent" icon="info" title={t('statistics.withheld.why')} />
      ) : null}
      <div className="statistics-charts">
        <Card>
          <Chart
            label={t('statistics.volume', { unit })}
            legend={
              <>
                <i className="statistics-key" /> {t('statistics.all')}{' '}
                <i className="statistics-key statistics-key-part" /> {t('statistics.overdue')}
              </>
            }
            bars={drawn.map((row) =>
              bar(row, { value: row.count, ...(row.overdue && { part: row.overdue }) }, row.count),
            )}
          />
        </Card>
        <Card>
          <Chart
            label={t('statistics.working')}
            legend={
              <>
                <i className="statistics-key" /> {t('statistics.median')}{' '}
                <i className="statistics-key statistics-key-reach" /> {t('statistics.p90')}
              </>
            }
            bars={drawn.map((row) =>
              bar(
                row,
                { value: row.working?.median ?? null, ...(row.working && { reach: row.working.p90 }) },
                time(row, 'median'),
              ),
            )}
          />
        </Card>
      </div>
      {view !== 'time' && drawn.length < rows.length ? (
        <p className="gj-second">{t('statistics.more', { shown: drawn.length, all: rows.length })}</p>
      ) : null}
      <h2>{t('statistics.figures')}</h2>
      <Table
        label={t('statistics.figures')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key ?? ''}
        remember={`approvals.statistics.${answer.of}`}
        columnsWord={t('expediting.columns')}
        phoneRow={(row) => (
          <ListRow
            title={nameOf(row)}
            line={
              row.withheld
                ? t('statistics.withheld')
                : `${overdueOf(row)} · ${t('statistics.median')} ${time(row, 'median')}`
            }
            deciding={row.count === null ? '' : String(row.count)}
          />
        )}
      />
    </>
  );
}

function Total({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
