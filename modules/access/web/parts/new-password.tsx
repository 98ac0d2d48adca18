import { useEffect, useState } from 'react';
import type { Control } from '#design/control.ts';
import { PasswordInput } from '#design/password-input.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { readSignIn } from '../../contract/sign-in.ts';
import { words } from '../words.ts';

type Rules = OutputOf<typeof readSignIn>['passwordRules'];
type Told = 'tooShort' | 'tooPlain' | 'holdsName' | 'guessable' | 'good' | 'strong';

const tones: Record<Told, Tone> = {
  tooShort: 'neutral',
  tooPlain: 'neutral',
  holdsName: 'warn',
  guessable: 'warn',
  good: 'pass',
  strong: 'pass',
};

/** A new password with words for how good it is, as it is typed. What counts is decided by the server, by the same rules. */
export function NewPassword(props: Control<string> & { rules: Rules; ownWords: readonly string[] }) {
  const t = useWords(words);
  const { rules, value = '' } = props;
  const own = props.ownWords.join('\n');
  const [told, setTold] = useState<Told>();
  useEffect(() => {
    if (value === '') return setTold(undefined);
    let over = false;
    // Its list of common passwords isn't needed by anybody else.
    void import('../../domain/check-password.ts').then(({ checkPassword, passwordScore }) => {
      if (over) return;
      const ownWords = own.split('\n').filter((word) => word.length > 1);
      setTold(checkPassword(value, rules, ownWords) ?? (passwordScore(value, ownWords) > 3 ? 'strong' : 'good'));
    });
    return () => {
      over = true;
    };
  }, [value, own, rules]);
  return (
    <>
      <PasswordInput {...props} autoComplete="new-password" />
      <div className="access-strength" role="status" aria-label={t('password.strength')}>
        {told ? <Tag tone={tones[told]}>{t(`password.${told}`)}</Tag> : null}
      </div>
    </>
  );
}
