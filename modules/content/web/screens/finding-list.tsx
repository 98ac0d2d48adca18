import { useState } from 'react';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listFindings } from '../../contract/operations.ts';
import { ContentTabs } from '../parts/content-tabs.tsx';
import { words } from '../words.ts';
import '../content.css';

const shown = ['open', 'contested', 'all'] as const;

/** What rules found, for who judges it. What was found stands on each finding's page; opening it is logged. */
export function FindingList() {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const [only, setOnly] = useState<(typeof shown)[number]>('open');
  const read = useReadPages(listFindings, { only });
  return (
    <Page title={t('findings')}>
      <ContentTabs current="findings" />
      <Stack gap={3}>
        <RadioGroup
          label={t('findings.only')}
          value={only}
          onChange={(next) => next && setOnly(next)}
          choices={shown.map((value) => ({ value, label: t(`findings.${value}`) }))}
        />
        <Loaded read={{ ...read, data: read.rows }} shape="rows">
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="check" title={t('findings.none')} />
            ) : (
              <Card>
                <ul className="content-rows" aria-label={t('findings')}>
                  {rows.map((row) => (
                    <li key={row.findingId}>
                      <RowLink to={`/admin/content/findings/${row.findingId}`}>
                        <ListRow
                          title={`${row.ruleTitle[language]} · ${row.person.name}`}
                          line={[t(`category.${row.category}`), t(`place.${row.place}`), t(`made.${row.outcome}`)].join(
                            ' · ',
                          )}
                          when={format.relative(row.at)}
                          deciding={
                            row.judgement ? (
                              <Tag tone={row.judgement === 'confirmed' ? 'seal' : 'pass'}>
                                {t(`judgement.${row.judgement}`)}
                              </Tag>
                            ) : row.contested ? (
                              <Tag tone="warn">{t('findings.contested')}</Tag>
                            ) : null
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
      </Stack>
    </Page>
  );
}
