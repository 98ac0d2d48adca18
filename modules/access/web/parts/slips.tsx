import { useEffect, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { issueActivationCodes } from '../../contract/activation.ts';
import { slipsFile } from '../slips-file.ts';
import { words } from '../words.ts';

/** Codes that were just made: to print as slips, two beside each other on A4, or to download. They are shown once. */
export function Slips(props: { issued: OutputOf<typeof issueActivationCodes>; onDone: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { codes, more } = props.issued;
  const until = format.exact(props.issued.expiresAt);
  const activateUrl = `${location.origin}/activate`;
  const [kept, setKept] = useState(false);
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    if (kept) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [kept]);
  const download = () => {
    const headings = [t('coming.name'), t('coming.account'), t('coming.employer'), t('coming.department')];
    const file = URL.createObjectURL(slipsFile(codes, [...headings, t('coming.code'), t('slips.open')], activateUrl));
    const link = document.createElement('a');
    link.href = file;
    link.download = `${t('slips.file')}.csv`;
    link.click();
    URL.revokeObjectURL(file);
    setKept(true);
  };
  return (
    <Page
      title={t('slips.title', { count: codes.length })}
      width="full"
      tools={
        <>
          <Button
            kind="primary"
            icon="print"
            onPress={() => {
              setKept(true);
              print();
            }}
          >
            {t('slips.print')}
          </Button>
          <Button icon="download" onPress={download}>
            {t('slips.download')}
          </Button>
          <Button onPress={() => (kept ? props.onDone() : setLeaving(true))}>{t('slips.done')}</Button>
        </>
      }
    >
      <div className="gj-no-print">
        <Note tone="warn" title={t('slips.lead', { until })}>
          {more > 0 ? t('slips.more', { count: more }) : null}
        </Note>
      </div>
      <div className="access-slips">
        {codes.map((one) => (
          <section className="access-slip" key={one.personId}>
            <span className="gj-second">{[one.employer, one.department].filter(Boolean).join(' · ')}</span>
            <strong>{one.name}</strong>
            <span>{t('slips.fact', { name: t('coming.account'), value: one.account })}</span>
            <span className="access-code">{one.code}</span>
            <span className="gj-second">
              {t('slips.fact', { name: t('slips.open'), value: '' })}
              <span className="access-address">{`${activateUrl}#${one.code}`}</span>
            </span>
            <span className="gj-second">{t('slips.once', { until })}</span>
          </section>
        ))}
      </div>
      <Question
        open={leaving}
        title={t('slips.leave')}
        yes={t('slips.leaveYes')}
        no={t('cancel')}
        danger
        onYes={props.onDone}
        onNo={() => setLeaving(false)}
      />
    </Page>
  );
}
