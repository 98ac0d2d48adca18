import { pinyin } from 'pinyin-pro';

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v').replace(/\s+/gu, '');

/** What a group is found by: its name, how that is spoken, and the initials of it, without blanks: `平台组 pingtaizu ptz`. */
export function nameKey(name: string): string {
  const spoken = pinyin(name.normalize('NFKC'), { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map(folded)
    .filter((syllable) => syllable !== '');
  const initials = spoken.map((syllable) => (/^[a-z]/.test(syllable) ? syllable[0] : syllable)).join('');
  return [folded(name), spoken.join(''), initials].join(' ');
}

/** What somebody typed, as parts that must all occur in a `nameKey`; at most eight. */
export const nameParts = (typed: string): string[] =>
  typed
    .split(/\s+/u)
    .map(folded)
    .filter((part) => part !== '')
    .slice(0, 8);
