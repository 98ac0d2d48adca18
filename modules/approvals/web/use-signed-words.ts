import { useWords } from '#kernel/web/language/use-words.ts';
import type { Signed } from '../contract/request.ts';
import { words } from './words.ts';

/** How a decision was signed, in words. */
export function useSignedWords(): (signed: Signed) => string {
  const t = useWords(words);
  return ({ strength, signedIn }) => {
    if (strength === 'passkey') return t('signed.passkey');
    return t(strength === 'fresh' ? 'signed.fresh' : 'signed.signedIn', { how: t(`signed.by.${signedIn}`) });
  };
}
