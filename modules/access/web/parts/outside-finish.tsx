import { useEffect, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Progress } from '#design/progress.tsx';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useSession } from '#kernel/web/identity/session.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { secondFactorNeeded, secondFactorToSetUp } from '../../contract/failures.ts';
import { finishOutsideSignIn } from '../../contract/outside-sign-in.ts';
import { ownDevice } from '../own-device.ts';
import { words } from '../words.ts';
import { FactorCode } from './factor-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpFromOutside } from './totp-from-outside.tsx';

/** Nobody pushes to who isn't signed in yet: this page asks. */
const askEveryMs = 700;

/** Waits for what the provider says, asks for the second factor where it is wanted, and signs in. */
export function OutsideFinish(props: { attempt: { attemptId: string; secret: string }; shared: boolean }) {
  const t = useWords(words);
  const session = useSession();
  const { attempt, shared } = props;
  const [failure, setFailure] = useState<CallFailure>();
  const [asked, setAsked] = useState<'nothing' | 'code' | 'setUp'>('nothing');
  const [code, setCode] = useState<string>();
  const [totpId, setTotpId] = useState<string>();
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[]>();
  const [busy, setBusy] = useState(false);

  const ask = async (factor: { factorCode?: string; totpId?: string }) => {
    const device = ownDevice();
    try {
      const input = { attemptId: attempt.attemptId, secret: attempt.secret, ...(device ? { device } : {}) };
      const answer = await call(finishOutsideSignIn, { ...input, shared, ...factor });
      if (answer.state === 'waiting') return 'waiting';
      if (answer.recoveryCodes) setRecoveryCodes(answer.recoveryCodes);
      else session.begin();
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      if (problem.passing) return 'waiting';
      if (problem.code === secondFactorNeeded.code) setAsked('code');
      else if (problem.code === secondFactorToSetUp.code) setAsked('setUp');
      setFailure(problem);
    }
    return 'over';
  };
  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const again = async () => {
      const state = await asking.current({});
      if (state === 'waiting' && !over) timer = setTimeout(() => void again(), askEveryMs);
    };
    void again();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);

  const send = async () => {
    if (code === undefined) return;
    setBusy(true);
    setFailure(undefined);
    await ask({ factorCode: code, ...(totpId === undefined ? {} : { totpId }) });
    setBusy(false);
  };
  if (recoveryCodes) return <RecoveryCodes codes={recoveryCodes} onDone={session.begin} />;
  if (asked === 'nothing') {
    return failure ? <FailureNote failure={failure} /> : <Progress done={0} total={0} words={t('outside.waiting')} />;
  }
  return (
    <div className="gj-form">
      {asked === 'setUp' ? <TotpFromOutside attempt={attempt} onProposed={setTotpId} /> : null}
      <FactorCode hint={asked === 'code' ? t('factor.codeHint') : undefined} value={code} onChange={setCode} />
      {failure && ![secondFactorNeeded.code, secondFactorToSetUp.code].includes(failure.code) ? (
        <FailureNote failure={failure} />
      ) : null}
      <Button kind="primary" wide busy={busy} onPress={() => void send()}>
        {t('signIn')}
      </Button>
    </div>
  );
}
