import { useEffect, useRef, useState } from 'react';
import { Progress } from '#design/progress.tsx';
import { tell } from '#design/toast.tsx';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { finishOutsideLink } from '../../contract/outside-sign-in.ts';
import { words } from '../words.ts';

const askEveryMs = 700;

/** Waits until the provider has said which account it is, and links it. */
export function OutsideLink(props: { attempt: { attemptId: string; secret: string }; onDone: () => void }) {
  const t = useWords(words);
  const [failure, setFailure] = useState<CallFailure>();
  const done = useRef(props.onDone);
  done.current = props.onDone;
  const { attemptId, secret } = props.attempt;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async () => {
      try {
        const { state } = await call(finishOutsideLink, { attemptId, secret });
        if (over) return;
        if (state === 'linked') {
          tell(t('outside.linked'));
          return done.current();
        }
      } catch (problem) {
        if (!(problem instanceof CallFailure)) throw problem;
        if (!problem.passing) return setFailure(problem);
      }
      timer = setTimeout(() => void ask(), askEveryMs);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [attemptId, secret, t]);
  return failure ? <FailureNote failure={failure} /> : <Progress done={0} total={0} words={t('outside.waiting')} />;
}
