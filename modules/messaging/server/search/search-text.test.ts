import { describe, expect, it } from 'vitest';
import { excerptAround, fold, mostIndexed, termsOf, termTokens, textTokens, wordsOf } from './search-text.ts';

describe('fold', () => {
  it('takes away case, width, composition, and what isn’t seen', () => {
    expect(fold('Ｇｕｉｊｕ　２０２６ \n 上\u200b海\u2066')).toBe('guiju 2026 上海');
    expect(fold('re\u0301sume\u0301 É')).toBe('résumé é');
    expect(fold(' \u200b ')).toBe('');
  });
});

it('a text that is cut holds no half of a character', () => {
  const folded = fold(`一${'😀'.repeat(40_000)}`);
  expect([folded.length, folded.isWellFormed()]).toEqual([mostIndexed, true]);
});

describe('tokens', () => {
  it('of a term are among those of every text that holds it', () => {
    const texts = [
      '我们下周在上海开会，地点：浦东3号楼B2',
      '合同号 HT-20261122-007，金额 3.5 万',
      'Re: 𠮷野家 meeting😀notes',
      'a b',
    ];
    for (const text of texts) {
      const folded = fold(text);
      const tokens = textTokens(folded);
      for (let from = 0; from < folded.length; from += 1)
        for (let to = from + 1; to <= folded.length; to += 1) {
          const part = folded.slice(from, to);
          if (!part.isWellFormed() || part.trim() !== part) continue;
          expect(termTokens(part).filter((token) => !tokens.has(token))).toEqual([]);
        }
    }
  });
  it('of a term tell it from other texts', () => {
    const has = (text: string, term: string) => termTokens(term).every((token) => textTokens(text).has(token));
    expect(has('海上升明月', '上海')).toBe(false);
    expect(has('2026-1122', '20261122')).toBe(false);
    expect(termTokens('海')).toHaveLength(1);
    expect(termTokens('')).toEqual([]);
  });
});

describe('what somebody typed', () => {
  it('is parts between blanks, and parts in quotes', () => {
    expect(termsOf(' 上海  Meeting “night shift” "a')).toEqual(['上海', 'meeting', 'night shift', 'a']);
    expect(termsOf('\u200b "" ')).toEqual([]);
  });
  it('has words where it is more than one', () => {
    expect(wordsOf('上海会议')).toEqual(['上海', '会议']);
    expect(wordsOf('张三的合同')).toEqual(['张三', '合同']);
    expect(wordsOf('上海')).toEqual([]);
    expect(wordsOf('海')).toEqual([]);
    expect(wordsOf('条第')).toEqual([]);
    expect(wordsOf('ht-2026')).toEqual([]);
    expect(wordsOf('的')).toEqual([]);
  });
});

describe('excerptAround', () => {
  const marked = ({ text, marks }: ReturnType<typeof excerptAround>) => marks.map(([from, to]) => text.slice(from, to));

  it('shows what was found as it was written', () => {
    const excerpt = excerptAround('明天在Ｓhang\u200bhai 上\n海 见，上海', ['shanghai', '上海']);
    expect(marked(excerpt)).toEqual(['Ｓhang\u200bhai', '上海']);
    expect(excerpt.text).toBe('明天在Ｓhang\u200bhai 上 海 见，上海');
  });
  it('of a long text is the part around the first that was found', () => {
    const excerpt = excerptAround(`${'前'.repeat(5_000)}𠮷上海${'后'.repeat(5_000)}`, ['上海']);
    expect(marked(excerpt)).toEqual(['上海']);
    expect(excerpt.text.startsWith('…前') && excerpt.text.endsWith('后…')).toBe(true);
    expect(excerpt.text.length).toBeLessThan(130);
    expect(excerptAround('𠮷'.repeat(200), ['无']).text.isWellFormed()).toBe(true);
  });
  it('marks what overlaps as one', () => {
    expect(marked(excerptAround('上海会议', ['上海会', '海会议']))).toEqual(['上海会议']);
  });
});
