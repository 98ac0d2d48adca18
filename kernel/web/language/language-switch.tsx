import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { unreachable } from '../calls/call.ts';
import type { CallFailure } from '../calls/call-failure.ts';
import { FailureNote } from '../calls/failure-note.tsx';
import { changeLanguage, useLanguage } from './language.ts';
import { useWords } from './use-words.ts';

/** The other language, in its own words; remembered on this device. */
export function LanguageSwitch({ framed }: { framed?: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const [failure, setFailure] = useState<CallFailure>();
  const change = async () => {
    setFailure(undefined);
    await changeLanguage(language === 'zh' ? 'en' : 'zh').catch(() => setFailure(unreachable()));
  };
  return (
    <>
      <Button kind={framed ? 'usual' : 'quiet'} icon="language" onPress={() => void change()}>
        {t('language.other')}
      </Button>
      {failure ? <FailureNote failure={failure} /> : null}
    </>
  );
}
