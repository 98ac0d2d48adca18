import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { type Moment, Timeline } from '#design/timeline.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { acceptAnswer, readComplaint } from '../../contract/complaints.ts';
import { complaintTones } from '../complaint-tones.ts';
import { AnswerForm } from '../parts/answer-form.tsx';
import { ObjectSheet } from '../parts/object-sheet.tsx';
import { useAboutWords } from '../use-about-words.ts';
import { words } from '../words.ts';
import '../privacy.css';

type Complaint = OutputOf<typeof readComplaint>;

/** One complaint with every step of it; for the accused, when it is closed, the decision alone. */
export function ComplaintPage({ params }: ScreenProps) {
  const complaintId = params.complaintId ?? '';
  return (
    <Loaded read={useRead(readComplaint, { complaintId })} shape="page">
      {(complaint) => <OneComplaint complaint={complaint} />}
    </Loaded>
  );
}

function OneComplaint({ complaint }: { complaint: Complaint }) {
  const t = useWords(words);
  const format = useFormat();
  const about = useAboutWords();
  const [objecting, setObjecting] = useState(false);
  const accept = useCommand(acceptAnswer);
  const { complaintId, state, complainant, text, may } = complaint;
  const moments = useMoments(complaint);
  return (
    <Page title={t('complaint')} lead={<Tag tone={complaintTones[state]}>{t(`state.${state}`)}</Tag>}>
      {complaint.nobodyDecides ? (
        <Note tone="warn" title={t('complaint.nobody')}>
          {t('complaint.nobody.body')}
        </Note>
      ) : null}
      <Card>
        <FactList
          facts={[
            { name: t('complain.about'), value: about(complaint.about) },
            ...(complainant ? [{ name: t('complainant'), value: complainant.name }] : []),
            { name: t('handedIn'), value: format.exact(complaint.at) },
            ...(text === null
              ? []
              : [{ name: t('complaint.text'), value: <span className="privacy-said">{text}</span> }]),
          ]}
        />
      </Card>
      {moments.length > 0 ? (
        <Card title={t('complaint.steps')}>
          <Timeline label={t('complaint.steps')} moments={moments} />
        </Card>
      ) : null}
      {may.includes('accept') ? (
        <>
          {accept.failure ? <FailureNote failure={accept.failure} /> : null}
          <p className="gj-second">{t('object.hint')}</p>
          <div className="gj-actions">
            <Button
              kind="primary"
              busy={accept.running}
              onPress={async () => {
                if (await accept.run({ complaintId })) tell(t('accept.done'));
              }}
            >
              {t('accept')}
            </Button>
            {may.includes('object') ? <Button onPress={() => setObjecting(true)}>{t('object')}</Button> : null}
          </div>
        </>
      ) : null}
      {may.includes('answer') ? (
        <Card title={t('answer')}>
          <AnswerForm complaintId={complaintId} />
        </Card>
      ) : null}
      {objecting ? <ObjectSheet complaintId={complaintId} onClose={() => setObjecting(false)} /> : null}
    </Page>
  );
}

/** What happened, in its order: answer, objection, final answer, or that it was accepted. */
function useMoments({ answers, objection, acceptedAt }: Complaint): readonly Moment[] {
  const t = useWords(words);
  const format = useFormat();
  const answered = answers.map(
    ({ round, outcome, reason, by, at }): Moment => ({
      key: `answer-${round}`,
      tone: 'accent',
      icon: 'scales',
      title: t(round === 2 ? 'complaint.finalBy' : 'complaint.answeredBy', {
        name: by.name,
        outcome: t(`outcome.${outcome}`),
      }),
      meta: format.exact(at),
      children: <p className="privacy-said">{reason}</p>,
    }),
  );
  const objected: Moment[] = objection
    ? [
        {
          key: 'objection',
          tone: 'warn',
          icon: 'reply',
          title: t('complaint.objectedTo'),
          meta: format.exact(objection.at),
          children: <p className="privacy-said">{objection.reason}</p>,
        },
      ]
    : [];
  const accepted: Moment[] = acceptedAt
    ? [{ key: 'accepted', tone: 'pass', title: t('complaint.accepted'), meta: format.exact(acceptedAt) }]
    : [];
  return [...answered.slice(0, 1), ...objected, ...answered.slice(1), ...accepted];
}
