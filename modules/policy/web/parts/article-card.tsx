import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { type ArticleState, articleState } from '../../contract/rulebook.ts';
import { answerStateChange, type readRulebook } from '../../contract/rulebooks.ts';
import { usePolicyWords } from '../use-policy-words.ts';
import { ReleaseSheet, SettingsSheet, StateSheet } from './article-sheets.tsx';

type Article = OutputOf<typeof readRulebook>['articles'][number];

const tones: Record<ArticleState, Tone> = { off: 'neutral', observe: 'accent', remind: 'warn', inForce: 'pass' };

/** One article: its text, what the machine does with it, the source's figure beside the points, and how far it acts. */
export function ArticleCard({ article }: { article: Article }) {
  const { t, say, format } = usePolicyWords();
  const [open, setOpen] = useState<'state' | 'settings' | 'release'>();
  const close = () => setOpen(undefined);
  const { rule, settings } = article;
  return (
    <Card
      title={say(article.number)}
      tools={rule ? <Tag tone={tones[article.state]}>{t(`article.${article.state}`)}</Tag> : null}
    >
      <Stack gap={2}>
        <p>{say(article.text)}</p>
        {article.quotation ? (
          <p className="policy-quote">
            {t('quotation', { text: article.quotation.text, source: say(article.quotation.source) })}
          </p>
        ) : null}
        {rule ? (
          <>
            <ul className="policy-principles">
              <li>{t(`rule.trigger.${rule.trigger}`)}</li>
              {rule.steps.map((step, place) => (
                <li key={step.upTo ?? 'last'}>
                  {t(step.upTo === null ? 'rule.lastStep' : 'rule.step', {
                    from: (rule.steps[place - 1]?.upTo ?? 0) + 1,
                    to: step.upTo,
                    points: t('points', { count: step.points }),
                    quoted: step.quotedYuan === null ? t('rule.unquoted') : t('rule.quoted', { yuan: step.quotedYuan }),
                  })}
                </li>
              ))}
              <li>{t(settings.capPoints === null ? 'rule.noCap' : 'rule.cap', { most: settings.capPoints })}</li>
              {rule.judged.map(({ code, question }) => (
                <li key={code}>{t('rule.judged', { question: say(question) })}</li>
              ))}
            </ul>
            <p className="gj-second">{t(`article.${article.state}.body`)}</p>
          </>
        ) : (
          <p className="gj-second">{t('article.textOnly')}</p>
        )}
        {article.braked ? (
          <Note
            tone="seal"
            title={t('braked', { count: article.braked.found, time: format.exact(article.braked.at) })}
          />
        ) : null}
        {rule && article.lacks.length > 0 && article.state !== 'inForce' ? (
          <p className="gj-second">{t('lacks', { lacks: article.lacks.map((lack) => t(`lack.${lack}`)) })}</p>
        ) : null}
        {article.pending ? <PendingChange pending={article.pending} /> : null}
        {article.history[0] ? (
          <p className="gj-second">
            {t(article.history[0].answeredBy ? 'history.up' : 'history.down', {
              state: t(`article.${article.history[0].to}`),
              time: format.exact(article.history[0].at),
              proposer: article.history[0].proposedBy.name,
              approver: article.history[0].answeredBy?.name,
            })}
          </p>
        ) : null}
        {article.may.length > 0 ? (
          <div className="gj-actions gj-no-print">
            {article.may.includes('changeState') && !article.pending ? (
              <Button onPress={() => setOpen('state')}>{t('article.change')}</Button>
            ) : null}
            {article.may.includes('fillSettings') ? (
              <Button kind="quiet" onPress={() => setOpen('settings')}>
                {t('settings')}
              </Button>
            ) : null}
            {article.may.includes('releaseBrake') ? (
              <Button kind="quiet" onPress={() => setOpen('release')}>
                {t('release')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </Stack>
      {open === 'state' ? <StateSheet article={article} states={statesFrom(article.state)} onClose={close} /> : null}
      {open === 'settings' ? <SettingsSheet article={article} onClose={close} /> : null}
      {open === 'release' ? <ReleaseSheet article={article} onClose={close} /> : null}
    </Card>
  );
}

/** One step up, or any step down. */
function statesFrom(state: ArticleState): ArticleState[] {
  const at = articleState.options.indexOf(state);
  return articleState.options.filter((_one, place) => place === at + 1 || place < at);
}

function PendingChange({ pending }: { pending: NonNullable<Article['pending']> }) {
  const { t, format } = usePolicyWords();
  const answer = useCommand(answerStateChange);
  const send = (approve: boolean) => void answer.run({ changeId: pending.id, approve });
  return (
    <>
      <Note
        tone="warn"
        title={t('pending', {
          state: t(`article.${pending.to}`),
          name: pending.by.name,
          time: format.exact(pending.at),
        })}
        actions={
          pending.may.includes('answer') ? (
            <>
              <Button kind="primary" busy={answer.running} onPress={() => send(true)}>
                {t('pending.approve')}
              </Button>
              <Button busy={answer.running} onPress={() => send(false)}>
                {t('pending.refuse')}
              </Button>
            </>
          ) : null
        }
      >
        {t('pending.reason', { reason: pending.reason })}
      </Note>
      {answer.failure ? <FailureNote failure={answer.failure} /> : null}
    </>
  );
}
