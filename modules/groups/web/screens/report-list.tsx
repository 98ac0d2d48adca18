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
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listReports } from '../../contract/report-operations.ts';
import { GroupTabs } from '../parts/group-tabs.tsx';
import { words } from '../words.ts';
import '../groups.css';

/** Reported messages, for who handles them. */
export function ReportList() {
  const t = useWords(words);
  const format = useFormat();
  const [only, setOnly] = useState<'open' | 'all'>('open');
  const read = useReadPages(listReports, { only });
  return (
    <Page title={t('reports')}>
      <GroupTabs current="reports" />
      <Stack gap={3}>
        <RadioGroup
          label={t('only')}
          value={only}
          onChange={(next) => next && setOnly(next)}
          choices={[
            { value: 'open', label: t('reports.open') },
            { value: 'all', label: t('reports.all') },
          ]}
        />
        <Loaded read={{ ...read, data: read.rows }} shape="rows">
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="check" title={t('reports.none')} />
            ) : (
              <Card>
                <ul className="groups-rows" aria-label={t('reports')}>
                  {rows.map((row) => (
                    <li key={row.reportId}>
                      <RowLink to={`/groups/reports/${row.reportId}`}>
                        <ListRow
                          title={row.group}
                          line={row.reason}
                          when={format.relative(row.at)}
                          deciding={<Tag tone={row.state === 'open' ? 'warn' : 'pass'}>{t(`report.${row.state}`)}</Tag>}
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
