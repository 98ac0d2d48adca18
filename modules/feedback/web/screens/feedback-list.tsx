import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { feedbackKinds } from '../../contract/kinds.ts';
import { listFeedback } from '../../contract/operations.ts';
import { words } from '../words.ts';

const tones = {
  received: 'accent',
  answered: 'warn',
  followedUp: 'pass',
  dropped: 'neutral',
} as const satisfies Record<string, Tone>;

/** Suggestions and customer feedback, and how far each has come. */
export function FeedbackList() {
  const t = useWords(words);
  const language = useLanguage();
  const [whose, setWhose] = useState<'mine' | 'toUs'>('mine');
  const read = useReadPages(listFeedback, { whose });
  return (
    <Page
      title={t('feedback')}
      lead={
        <RadioGroup
          label={t('whose')}
          value={whose}
          onChange={(chosen) => chosen && setWhose(chosen)}
          choices={[
            { value: 'mine', label: t('whose.mine') },
            { value: 'toUs', label: t('whose.toUs') },
          ]}
        />
      }
      tools={
        <Button icon="plus" href="/requests/new">
          {t('new')}
        </Button>
      }
    >
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="reply" title={t('none')}>
              {t('none.body')}
            </Empty>
          ) : (
            <Card>
              <ul aria-label={t('feedback')}>
                {rows.map((row) => (
                  <li key={row.requestId}>
                    <RowLink to={`/requests/mine/${row.requestId}`}>
                      <ListRow
                        title={
                          <>
                            {feedbackKinds.find(({ name }) => name === row.kind)?.title[language]}{' '}
                            <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>
                          </>
                        }
                        line={t('line', { number: row.number, name: row.by.name })}
                        deciding={row.summary[language]}
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
