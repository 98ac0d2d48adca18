import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { attendanceKinds } from '../../contract/kinds.ts';
import { listMyRequests } from '../../contract/operations.ts';
import { words } from '../words.ts';
import '../attendance.css';

type Row = OutputOf<typeof listMyRequests>['rows'][number];

const tones = {
  asked: 'accent',
  returned: 'warn',
  approved: 'pass',
  recording: 'pass',
  revoked: 'neutral',
  doubled: 'warn',
  dropped: 'neutral',
} as const satisfies Record<string, Tone>;

function stateOf({ status, recorded }: Row): keyof typeof tones {
  if (recorded) return recorded;
  if (status === 'returned') return 'returned';
  if (status === 'approved') return 'recording';
  return status === 'running' ? 'asked' : 'dropped';
}

/** My requests of a year, with what attendance recorded of them. */
export function MyAttendance() {
  const t = useWords(words);
  const format = useFormat();
  const now = useNow();
  const thisYear = Number(dayOf(now, format.zone).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const read = useRead(listMyRequests, { year });
  return (
    <Page
      title={t('mine')}
      lead={
        <span className="attendance-year">
          <Button kind="quiet" icon="back" label={t('year.before')} onPress={() => setYear(year - 1)} />
          <span aria-live="polite">{t('year', { year })}</span>
          <Button
            kind="quiet"
            icon="next"
            label={t('year.after')}
            disabled={year >= thisYear}
            onPress={() => setYear(year + 1)}
          />
        </span>
      }
      tools={
        <Button kind="primary" icon="plus" href="/requests/new">
          {t('new')}
        </Button>
      }
    >
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="clock" title={t('none', { year })} action={<Button href="/requests/new">{t('new')}</Button>}>
              {t('none.body')}
            </Empty>
          ) : (
            <Card>
              <ul className="attendance-rows" aria-label={t('mine')}>
                {rows.map((row) => (
                  <RequestRow key={row.requestId} row={row} />
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function RequestRow({ row }: { row: Row }) {
  const t = useWords(words);
  const language = useLanguage();
  const { overtime } = row;
  const state = stateOf(row);
  return (
    <li>
      <RowLink to={`/requests/mine/${row.requestId}`}>
        <ListRow
          title={
            <>
              {attendanceKinds.find(({ name }) => name === row.kind)?.title[language]}{' '}
              <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
            </>
          }
          line={
            overtime
              ? `${row.number} · ${t('overtime', {
                  hours: overtime.hours,
                  day: t(`day.${overtime.dayKind ?? 'unknown'}`),
                  compensation: t(`compensation.${overtime.compensation}`),
                })}`
              : row.number
          }
          deciding={row.summary[language]}
        />
      </RowLink>
    </li>
  );
}
