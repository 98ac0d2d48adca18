import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tag } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { answerFormProblem, listFormProblems } from '../../../contract/template-operations.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';
import { Labelled } from '../labelled.tsx';

/** What people said is wrong with a form, with the answers. Without a kind: what the reader said. */
export function ProblemCard({ kind }: { kind?: string }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const list = useReadPages(listFormProblems, { limit: 50, ...(kind ? { kind } : { mine: true }) });
  return (
    <Card title={t('template.reported')}>
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {list.loading ? <Skeleton shape="rows" /> : null}
      {list.rows?.length === 0 ? <p className="gj-second">{t('template.reported.none')}</p> : null}
      <ul className="approvals-versions" aria-label={t('template.reported')}>
        {list.rows?.map((row) => (
          <li key={row.problemId}>
            <div className="approvals-line">
              <Tag tone={row.state === 'open' ? 'warn' : 'pass'}>{t(`template.reported.${row.state}`)}</Tag>
              <span className="gj-second">
                {spoken(row.title)} · {row.reporter.name} · <When at={row.at} />
              </span>
            </div>
            <p className="approvals-said">{row.text}</p>
            {row.answer ? (
              <p className="approvals-said">
                {t('template.answered', { name: row.answeredBy?.name ?? '' })}
                {row.answer}
              </p>
            ) : null}
            {row.may.includes('answer') ? <Answer problemId={row.problemId} /> : null}
          </li>
        ))}
      </ul>
      <MoreRows of={list} />
    </Card>
  );
}

function Answer({ problemId }: { problemId: string }) {
  const t = useWords(words);
  const { run, running, failure } = useCommand(answerFormProblem);
  const [answer, setAnswer] = useState('');
  return (
    <div className="gj-form">
      <Labelled label={t('template.answer')} required={false}>
        {(named) => <TextArea {...named} value={answer} most={2000} onChange={(next) => setAnswer(next ?? '')} />}
      </Labelled>
      {failure ? <FailureNote failure={failure} kept /> : null}
      <Button busy={running} disabled={answer.trim() === ''} onPress={() => void run({ problemId, answer })}>
        {t('template.answer.send')}
      </Button>
    </div>
  );
}
