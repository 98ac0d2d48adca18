import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listLeavings } from '../../contract/leaving.ts';
import { words } from '../words.ts';

/** Who is going to leave and who has left lately, with what is still open of the hand-over. */
export function Leavings() {
  const t = useWords(words);
  const format = useFormat();
  const read = useReadPages(listLeavings, {});
  return (
    <Page title={t('leavings.title')} lead={t('leavings.lead')}>
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="people" title={t('leavings.none')}>
              {t('leavings.none.body')}
            </Empty>
          ) : (
            <Card>
              <ul className="gj-rows" aria-label={t('leavings.title')}>
                {rows.map((row) => (
                  <li key={row.person.id}>
                    <RowLink to={`/people/leavings/${row.person.id}`}>
                      <ListRow
                        title={row.person.name}
                        line={[
                          row.department,
                          t('leavings.lastDay', { day: format.day(row.lastDay) }),
                          row.state === 'waiting'
                            ? row.successor
                              ? t('leavings.successor', { name: row.successor.name })
                              : t('leavings.noSuccessor')
                            : null,
                          row.namedLines > 0 ? t('leavings.namedLines', { count: row.namedLines }) : null,
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                        deciding={
                          row.open > 0 ? (
                            <Tag tone="seal">{t('leavings.open', { count: row.open })}</Tag>
                          ) : (
                            <Tag tone={row.state === 'done' ? 'pass' : 'warn'}>{t(`leavings.${row.state}`)}</Tag>
                          )
                        }
                      />
                    </RowLink>
                  </li>
                ))}
              </ul>
              <MoreRows of={read} />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}
