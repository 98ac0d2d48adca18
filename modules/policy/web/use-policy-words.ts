import type { Words } from '#kernel/contract/words.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Consequence } from '../contract/case-file.ts';
import { words } from './words.ts';

/** What several screens say alike: texts in both languages, points, money of its kind. */
export function usePolicyWords() {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  return {
    t,
    format,
    say: (text: Words) => text[language],
    /** Points, and money where amounts are on; never money alone. */
    cost: (it: Pick<Consequence, 'points' | 'money' | 'fen'>) => {
      const points = t('points', { count: it.points });
      if (!it.money || !it.fen) return points;
      return t('pointsAndMoney', { points, kind: t(`money.${it.money}`), amount: format.amount(it.fen) });
    },
  };
}
