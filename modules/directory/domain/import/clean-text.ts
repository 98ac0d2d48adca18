import { codePointName, type ProblemCode } from './problems.ts';

export type CleanText = {
  readonly text: string;
  readonly found?: { readonly code: ProblemCode; readonly facts: Readonly<Record<string, string | number>> };
};

const suspicious =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}\u115f\u1160\u3164\uffa0\ufffd]|\u034f|\u17b4|\u17b5/u;
const bidi = /^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]$/u;
const emojiOrSelector = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;

/**
 * Makes a text from a file fit to be kept: line breaks and tabs become a blank, ends are trimmed, Unicode is NFC. Reports (and leaves
 * in place) what can't be seen or turns the direction of other text, with its position counted in characters from 1; joiners and
 * selectors inside emoji and behind ideographs stay. `limit` counts characters (code points) after that.
 */
export function cleanText(raw: string, limit: number): CleanText {
  // An honest text shrinks little; one far over the limit isn't worth normalising.
  if (raw.length > limit * 8 + 64) {
    return { text: raw, found: { code: 'text.too_long', facts: { value: raw, length: raw.length, limit } } };
  }
  const text = raw
    .replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, ' ')
    .trim()
    .normalize('NFC');
  if (suspicious.test(text)) {
    const found = findSuspicious(text);
    if (found) return { text, found };
  }
  const length = countPoints(text);
  if (length > limit) return { text, found: { code: 'text.too_long', facts: { value: text, length, limit } } };
  return { text };
}

function countPoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function findSuspicious(text: string): CleanText['found'] {
  const points = Array.from(text);
  let privateUse: CleanText['found'];
  for (const [index, point] of points.entries()) {
    if (!suspicious.test(point)) continue;
    const facts = { value: text, position: index + 1, codePoint: codePointName(point) };
    if (bidi.test(point)) return { code: 'text.bidi', facts };
    if (point === '\ufffd' || /\p{Cs}/u.test(point)) return { code: 'text.damaged', facts };
    if (/\p{Co}/u.test(point)) privateUse ??= { code: 'text.private_use', facts };
    else if (!belongsToNeighbour(points, index)) return { code: 'text.invisible', facts };
  }
  return privateUse;
}

function belongsToNeighbour(points: readonly string[], index: number): boolean {
  const before = points[index - 1] ?? '';
  const point = points[index] ?? '';
  if (point === '\u200d') {
    return emojiOrSelector.test(before) && /^\p{Extended_Pictographic}$/u.test(points[index + 1] ?? '');
  }
  if (point === '\ufe0e' || point === '\ufe0f') return /^[\p{Emoji}\p{Extended_Pictographic}]$/u.test(before);
  // Rare forms of ideographs in names are written with a selector behind the character.
  if (/^\p{Variation_Selector}$/u.test(point)) return /^\p{Script=Han}$/u.test(before);
  return false;
}
