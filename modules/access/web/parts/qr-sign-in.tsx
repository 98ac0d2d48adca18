import { useEffect, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { QrCode } from '#design/qr-code.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { beginQrSignIn, finishQrSignIn } from '../../contract/qr-sign-in.ts';
import { ownDevice } from '../own-device.ts';
import { words } from '../words.ts';

/** Nobody pushes to who isn't signed in yet: this page asks. */
const askEveryMs = 2_000;

/** A picture that a phone which is signed in scans, and the number to type there; signs in once it is let in. */
export function QrSignIn({ shared, onBack }: { shared: boolean; onBack: () => void }) {
  const t = useWords(words);
  const session = useSession();
  const begin = useCommand(beginQrSignIn);
  const [asked, setAsked] = useState<OutputOf<typeof beginQrSignIn>>();
  const [over, setOver] = useState<'refused' | CallFailure>();
  const onDone = useRef(session.begin);
  onDone.current = session.begin;

  useEffect(() => {
    if (!asked || over) return;
    const device = shared ? undefined : ownDevice();
    const ask = async () => {
      try {
        const input = { qrId: asked.qrId, secret: asked.secret, ...(device ? { device } : {}) };
        const { state } = await call(finishQrSignIn, input);
        if (state === 'signedIn') onDone.current();
        if (state === 'refused') setOver('refused');
      } catch (problem) {
        if (!(problem instanceof CallFailure)) throw problem;
        if (!problem.passing) setOver(problem);
      }
    };
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => clearInterval(timer);
  }, [asked, over, shared]);

  const start = async () => {
    setOver(undefined);
    setAsked(await begin.run({ shared }));
  };
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void start();
  });
  return (
    <section className="access-qr" aria-label={t('qr.signIn')}>
      {over === 'refused' ? <Note tone="warn" title={t('qr.refused')} live /> : null}
      {over instanceof CallFailure ? <FailureNote failure={over} /> : null}
      {begin.failure ? <FailureNote failure={begin.failure} /> : null}
      {asked && !over ? (
        <>
          <QrCode text={`${location.origin}/sign-in/allow#${asked.code}`} label={t('qr.picture')} size="200" />
          <p>{t('qr.scan')}</p>
          <p className="access-qr-number">{asked.number}</p>
        </>
      ) : null}
      {over || begin.failure ? (
        <Button icon="refresh" busy={begin.running} onPress={() => void start()}>
          {t('qr.again')}
        </Button>
      ) : null}
      <Button kind="quiet" onPress={onBack}>
        {t('qr.back')}
      </Button>
    </section>
  );
}
