import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FactList } from '#design/fact-list.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { readMyLeave } from '../../contract/operations.ts';
import { words } from '../words.ts';
import '../leave.css';

const tones: Record<'asked' | 'taken' | 'dropped', Tone> = { asked: 'accent', taken: 'pass', dropped: 'neutral' };

/** My leave of a year: what was taken of each kind, and every request. */
export function MyLeave() {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const now = useNow();
  const thisYear = Number(dayOf(now, format.zone).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const read = useRead(readMyLeave, { year });
  return (
    <Page
      title={t('mine')}
      lead={
        <span className="leave-year">
          <Button kind="quiet" icon="back" label={t('year.before')} onPress={() => setYear(year - 1)} />
          <span aria-live="polite">{t('year', { year })}</span>
          <Button
            kind="quiet"
            icon="next"
            label={t('year.after')}
            disabled={year > thisYear}
            onPress={() => setYear(year + 1)}
          />
        </span>
      }
      tools={
        <Button kind="primary" icon="leave" href="/leave/new">
          {t('ask')}
        </Button>
      }
    >
      <Loaded read={read} shape="page">
        {({ taken, rows }) =>
          rows.length === 0 && taken.length === 0 ? (
            <Empty icon="leave" title={t('mine.none', { year })} action={<Button href="/leave/new">{t('ask')}</Button>}>
              {t('mine.none.body')}
            </Empty>
          ) : (
            <>
              {taken.length > 0 ? (
                <Card title={t('taken')}>
                  <FactList
                    facts={taken.map((one) => ({ name: one.name[language], value: t('days', { count: one.days }) }))}
                  />
                </Card>
              ) : null}
              <Card title={t('requests')}>
                <ul className="leave-rows" aria-label={t('requests')}>
                  {rows.map((row) => (
                    <li key={row.requestId}>
                      <RowLink to={`/requests/mine/${row.requestId}`}>
                        <ListRow
                          title={
                            <>
                              {row.kindName[language]} <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>
                            </>
                          }
                          line={
                            row.from.date === row.to.date
                              ? format.day(row.from.date)
                              : t('between', { from: format.day(row.from.date), to: format.day(row.to.date) })
                          }
                          deciding={t('days', { count: row.days })}
                        />
                      </RowLink>
                    </li>
                  ))}
                </ul>
              </Card>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
