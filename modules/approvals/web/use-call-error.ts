import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from './words.ts';

const known = [
  'timeout',
  'noAddress',
  'answerTooLarge',
  'deadline',
  'integrationGone',
  'operationGone',
  'callGone',
  'byHand',
  'refused',
  'connection',
] as const;

/** Why a call failed, in the reader's language; what the receiver itself said stays as it said it. */
export function useCallError(): (error: string) => string {
  const t = useWords(words);
  return (error) => {
    const [code, fact = ''] = error.split(' ', 2);
    if (code === 'privateAddress') return t('call.error.privateAddress', { address: fact });
    if (code === 'status' && /^\d{3}$/.test(fact)) return t('call.error.status', { status: fact });
    const one = known.find((name) => name === error);
    return one ? t(`call.error.${one}`) : error;
  };
}
