import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FactList } from '#design/fact-list.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { dayOf } from '#kernel/web/format.ts';
import { useLanguage } from '#kernel/web/language.ts';
import { Loaded } from '#kernel/web/loaded.tsx';
import { RowLink } from '#kernel/web/row-link.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { readMyLeave } from '../../contract/operations.ts';
import { words } from '../words.ts';
import '../leave.css';

const tones: Readonly<Record<'asked' | 'taken' | 'dropped', Tone>> = {
  asked: 'accent',
  taken: 'pass',
  dropped: 'neutral',
};

/** One's own leave of a year: taken by kind, and every request. The year stands in the address. */
export function MyLeave() {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const [path, go] = useLocation();
  const thisYear = Number(dayOf(new Date(), format.zone).slice(0, 4));
  const year = Number(new URLSearchParams(useSearch()).get('year')) || thisYear;
  const read = useRead(readMyLeave, { year });
  const turn = (by: number) => go(`${path}?year=${year + by}`, { replace: true });
  return (
    <Page
      title={t('mine')}
      lead={
        <span className="gj-actions">
          <Button kind="quiet" icon="back" label={t('year.before')} onPress={() => turn(-1)} />
          {t('year', { year: String(year) })}
          <Button kind="quiet" icon="next" label={t('year.after')} onPress={() => turn(1)} />
        </span>
      }
      tools={
        <Button kind="primary" icon="plus" href="/leave/new">
          {t('ask')}
        </Button>
      }
    >
      <Loaded read={read} shape="page">
        {({ taken, rows }) =>
          rows.length === 0 ? (
            <Empty icon="leave" title={t('empty')} />
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
                <ul className="leave-rows">
                  {rows.map((row) => (
                    <li key={row.requestId}>
                      <RowLink to={`/approvals/${row.requestId}`}>
                        <ListRow
                          title={row.kindName[language]}
                          line={`${format.day(row.from.date)} ${t(`half.${row.from.half}`)} – ${format.day(row.to.date)} ${t(`half.${row.to.half}`)}`}
                          deciding={t('days', { count: row.days })}
                          when={<Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>}
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
