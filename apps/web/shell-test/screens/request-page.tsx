import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Table } from '#design/table.tsx';
import { Tag } from '#design/tag.tsx';
import { Timeline } from '#design/timeline.tsx';
import { tell } from '#design/toast.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readRequest } from '../contract.ts';
import { trialWords } from '../trial-words.ts';

export function RequestPage({ params }: ScreenProps) {
  const t = useWords(trialWords);
  const format = useFormat();
  const read = useRead(readRequest, { requestId: params.requestId ?? '' });
  const [asks, setAsks] = useState(false);
  return (
    <Page
      title={read.data?.title ?? t('request')}
      lead={<Tag tone="warn">{t('soon')}</Tag>}
      tools={
        <MenuButton
          choices={[{ key: 'print', label: t('attached'), icon: 'print', onPress: () => globalThis.print() }]}
        />
      }
      decide={
        <>
          <Button kind="primary" icon="check" onPress={() => tell(t('sent'), () => setAsks(false))}>
            {t('approve')}
          </Button>
          <Button kind="danger" onPress={() => setAsks(true)}>
            {t('reject')}
          </Button>
        </>
      }
    >
      <Loaded read={read} shape="page">
        {(request) => (
          <>
            <Card>
              <FactList
                facts={[
                  { name: t('applicant'), value: request.who },
                  { name: t('time'), value: <When at={request.at} /> },
                  { name: t('length'), value: t('days', { count: request.days }) },
                  { name: t('amount'), value: format.amount(request.amount) },
                  { name: t('reason'), value: request.reason },
                ]}
              />
            </Card>
            <Card title={t('path')}>
              <Timeline
                label={t('path')}
                moments={[
                  { key: 'sent', tone: 'pass', title: request.who, meta: <When at={request.at} /> },
                  { key: 'waits', tone: 'warn', title: t('waiting'), meta: t('soon'), current: true },
                  { key: 'then', tone: 'neutral', title: 'HR' },
                ]}
              />
            </Card>
            <Table
              label={t('month')}
              remember="trial"
              columnsWord={t('month')}
              rows={[request]}
              rowKey={(row) => row.requestId}
              phoneRow={(row) => row.title}
              columns={[
                { key: 'who', title: t('applicant'), cell: (row) => row.who, sort: (row) => row.who, always: true },
                { key: 'title', title: t('reason'), cell: (row) => row.title },
                { key: 'amount', title: t('amount'), align: 'right', cell: (row) => format.amount(row.amount) },
              ]}
            />
            <Question
              open={asks}
              title={`${t('reject')}「${request.title}」`}
              yes={t('reject')}
              no={t('approve')}
              danger
              onYes={() => setAsks(false)}
              onNo={() => setAsks(false)}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
