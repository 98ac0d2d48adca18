import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { staffingKinds } from '../../contract/kinds.ts';
import { finishFollowUp, listFollowUps } from '../../contract/operations.ts';
import { words } from '../words.ts';
import '../staffing.css';

type Row = OutputOf<typeof listFollowUps>['rows'][number];

const tones: Record<Row['state'], Tone> = { open: 'accent', done: 'pass', revoked: 'neutral' };

/** What approved requests leave to people; done ones too, where asked for. */
export function FollowUps() {
  const t = useWords(words);
  const [only, setOnly] = useState<'open' | 'all'>('open');
  const read = useReadPages(listFollowUps, { only });
  return (
    <Page
      title={t('followUps')}
      tools={
        <RadioGroup
          label={t('only')}
          value={only}
          onChange={(chosen) => chosen && setOnly(chosen)}
          choices={[
            { value: 'open', label: t('only.open') },
            { value: 'all', label: t('only.all') },
          ]}
        />
      }
    >
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="people" title={t('none')}>
              {t('none.body')}
            </Empty>
          ) : (
            <Card>
              <ul aria-label={t('followUps')}>
                {rows.map((row) => (
                  <FollowUp key={row.requestId} row={row} />
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

function FollowUp({ row }: { row: Row }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const finish = useCommand(finishFollowUp);
  const what = row.undo
    ? t('undo')
    : row.refusal !== null
      ? t('refused', { code: row.refusal })
      : t(row.carried === null ? 'byHand' : `carried.${row.carried}`);
  return (
    <li className="staffing-row">
      <div>
        <strong>{staffingKinds.find(({ name }) => name === row.kind)?.title[language]}</strong>{' '}
        <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>
        <div>
          {[row.subject?.name, row.summary[language], row.dueOn && t('due', { day: format.day(row.dueOn) })]
            .filter(Boolean)
            .join(' · ')}
        </div>
        <div>{what}</div>
        <div className="gj-second">{t('line', { number: row.number, applicant: row.applicant.name })}</div>
        {finish.failure ? <FailureNote failure={finish.failure} /> : null}
      </div>
      {row.state === 'open' ? (
        <Button
          busy={finish.running}
          onPress={() => {
            void finish.run({ requestId: row.requestId }).then((done) => done && tell(t('finished')));
          }}
        >
          {t('finish')}
        </Button>
      ) : null}
    </li>
  );
}
