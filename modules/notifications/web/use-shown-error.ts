import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from './words.ts';

const known = [
  'privateAddress',
  'timeout',
  'noPhone',
  'noMail',
  'noDevice',
  'channelOff',
  'accountUnknown',
  'tooMany',
  'refused',
  'noAddress',
  'hostUnknown',
] as const;

/** What mail servers and networks call it. */
const unreachable = [
  'ESOCKET',
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EDNS',
  'ENOTFOUND',
];

/** Puts the error of a delivery into words; what the other side said stays as it said it. */
export function useShownError(): (error: string) => string {
  const t = useWords(words);
  return (error) => {
    const [code = '', ...more] = error.split(' ');
    if (unreachable.includes(code)) return [t('error.unreachable'), ...more].join(' ');
    if (code === 'EAUTH') return [t('error.signIn'), ...more].join(' ');
    const word = known.find((one) => one === code);
    return word ? [t(`error.${word}`), ...more].join(' ') : error;
  };
}
