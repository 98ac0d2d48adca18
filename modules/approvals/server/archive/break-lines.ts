/** Never at the beginning of a line 避头: closing marks, and what belongs to the character before. */
const notFirst = new Set('，。、；：？！％‰℃）〕】》〉」』”’…—·～,.;:?!%)]}>/々ー');
/** Never at the end of a line 避尾: opening marks. */
const notLast = new Set('（〔【《〈「『“‘￥¥$([{<№');

/** Characters that stand for themselves: a line may break beside them. Everything else is part of a word. */
const ideographic = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef\u{20000}-\u{3ffff}“”‘’…—]/u;

/** Pieces that stay together: one ideograph with the marks that cling to it, or one word of letters. */
function pieces(paragraph: string): string[] {
  const found: string[] = [];
  let piece = '';
  let before = '';
  for (const character of paragraph) {
    const clings =
      piece !== '' &&
      (notFirst.has(character) || notLast.has(before) || !(breaksAround(before) || breaksAround(character)));
    if (piece !== '' && !clings) {
      found.push(piece);
      piece = '';
    }
    piece += character;
    before = character;
  }
  if (piece !== '') found.push(piece);
  return found;
}

const breaksAround = (character: string) => character === ' ' || ideographic.test(character);

/**
 * Breaks a text into lines no wider than `width`, as Chinese is set: anywhere between ideographs, Latin at words, no closing
 * mark at the beginning and no opening mark at the end of a line. A word that is too long for a line is broken anywhere.
 * `widthOf` gives the width of one character in the unit of `width`.
 */
export function breakLines(text: string, width: number, widthOf: (character: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n|\r|\n/)) {
    let line = '';
    let used = 0;
    const end = () => {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    };
    for (const piece of pieces(paragraph.replace(/\t/g, '    '))) {
      let wide = 0;
      for (const character of piece) wide += widthOf(character);
      // A space that the line has no room for vanishes at its end.
      if (used > 0 && used + wide > width && piece !== ' ') end();
      if (wide <= width) {
        if (used > 0 || piece !== ' ') {
          line += piece;
          used += wide;
        }
        continue;
      }
      for (const character of piece) {
        const one = widthOf(character);
        if (used > 0 && used + one > width) end();
        line += character;
        used += one;
      }
    }
    end();
  }
  return lines;
}
