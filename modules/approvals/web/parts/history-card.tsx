import type { ReactNode } from 'react';
import { Card } from '#design/card.tsx';
import type { IconName } from '#design/icon.tsx';
import type { Tone } from '#design/tag.tsx';
import { Timeline } from '#design/timeline.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileList } from '#modules/files/contract/parts.ts';
import type { RequestView } from '../../contract/request.ts';
import type { Shown } from '../use-shown.ts';
import { useSignedWords } from '../use-signed-words.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

type Line = RequestView['history'][number];

const looks: Partial<Record<Line['what'], { tone: Tone; icon: IconName }>> = {
  commented: { tone: 'accent', icon: 'messages' },
  urged: { tone: 'warn', icon: 'notifications' },
  reminded: { tone: 'neutral', icon: 'notifications' },
  overdue: { tone: 'seal', icon: 'clock' },
  returned: { tone: 'warn', icon: 'undo' },
  takenBack: { tone: 'warn', icon: 'undo' },
  transferred: { tone: 'neutral', icon: 'forward' },
  reassigned: { tone: 'neutral', icon: 'forward' },
  approversAdded: { tone: 'neutral', icon: 'plus' },
  approverRemoved: { tone: 'neutral', icon: 'minus' },
  copied: { tone: 'neutral', icon: 'copy' },
  suspended: { tone: 'warn', icon: 'pause' },
  resumed: { tone: 'neutral', icon: 'play' },
  submitted: { tone: 'neutral', icon: 'send' },
  resubmitted: { tone: 'neutral', icon: 'send' },
};

function lookOf({ what, outcome }: Line): { tone: Tone; icon: IconName } {
  if (what === 'acted' || what === 'ended') {
    if (outcome === 'rejected') return { tone: 'seal', icon: 'close' };
    return outcome === 'approved' || outcome === 'handled'
      ? { tone: 'pass', icon: 'check' }
      : { tone: 'neutral', icon: 'minus' };
  }
  return looks[what] ?? { tone: 'neutral', icon: 'info' };
}

/** Everything that happened, oldest first, with what people said; below it stands where one says more. */
export function HistoryCard({ shown, children }: { shown: Shown; children: ReactNode }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const signedWords = useSignedWords();
  const { view, nameOf, namesOf } = shown;
  const stepOf = (line: Line) => view.steps.find((step) => step.nodeId === line.nodeId);
  const sentence = (line: Line): string => {
    const by =
      line.for && line.what === 'acted'
        ? t('byDeputy', { by: nameOf(line.by), name: nameOf(line.for) })
        : nameOf(line.by);
    const facts = { by, to: namesOf(line.to ?? []), from: nameOf(line.for) };
    switch (line.what) {
      case 'acted':
      case 'lapsed':
      case 'childEnded':
      case 'revocationDropped':
      case 'ended':
      case 'urged':
      case 'urgeAnswered':
      case 'approversAdded':
        return t(`history.${line.what}.${line.outcome}` as 'history.acted.approved', facts);
      case 'callAnswered':
        return t(`history.callAnswered.${line.outcome}${line.by ? '.byHand' : ''}` as 'history.acted.approved', facts);
      case 'returned': {
        const step = stepOf(line);
        return t(step ? 'history.returned.step' : 'history.returned', {
          ...facts,
          step: step ? spoken(step.name) : '',
        });
      }
      case 'copied':
        return line.by ? t('history.copied', facts) : t('history.copied.flow', facts);
      case 'reassigned':
      case 'suspended':
      case 'delayOver':
        return t(`history.${line.what}${line.by ? '' : '.flow'}` as 'history.submitted', facts);
      default:
        return t(`history.${line.what}` as 'history.submitted', facts);
    }
  };
  return (
    <Card title={t('history')}>
      <Timeline
        label={t('history')}
        moments={view.history.map((line) => {
          const changed = (line.changed ?? []).map(spoken).join(t('comma'));
          const files = line.files ?? line.opinion?.files?.map(({ fileId }) => fileId);
          const said = line.text ?? line.opinion?.text ?? line.reason;
          return {
            key: String(line.seq),
            ...lookOf(line),
            title: sentence(line),
            meta: <When at={line.at} />,
            ...(said || line.signed || changed || files
              ? {
                  children: (
                    <>
                      {changed ? <div className="gj-second">{t('history.changed', { fields: changed })}</div> : null}
                      {said ? <blockquote className="approvals-opinion">{said}</blockquote> : null}
                      {line.what === 'commented' && line.to ? (
                        <div className="gj-second">{t('history.mentioned', { names: namesOf(line.to) })}</div>
                      ) : null}
                      {files ? (
                        <Part of={fileList} fileIds={files} label={t(line.files ? 'comment.files' : 'opinion.files')} />
                      ) : null}
                      {line.signed ? <div className="gj-faint">{signedWords(line.signed)}</div> : null}
                    </>
                  ),
                }
              : {}),
          };
        })}
      />
      {view.history.some((line) => line.signed) ? <p className="approvals-explained">{t('signed.explained')}</p> : null}
      {children}
    </Card>
  );
}
