/**
 * A text as rules see it: full-width forms narrowed, lower case, without what nobody sees. `from[i]` and `to[i]` are the
 * piece of the original (UTF-16) that the folded character `i` was.
 */
export interface FoldedText {
  readonly characters: readonly string[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Mn}\p{Me}\p{Cf}]$/u;

/** Folds a text; each character on its own, so that the time is linear and places stay known. */
export function foldText(text: string): FoldedText {
  const characters: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of text) {
    const start = at;
    at += character.length;
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x4e00 && code <= 0x9fff) {
      characters.push(character);
      from.push(start);
      to.push(at);
      continue;
    }
    const plain = code < 0x80 ? character.toLowerCase() : narrow(character);
    for (const part of plain) {
      if (part.length > 0 && !unseen.test(part)) {
        characters.push(part);
        from.push(start);
        to.push(at);
      }
    }
  }
  return { characters, from, to };
}

/** NFKD takes accents apart, which are dropped then: é is e. */
const narrow = (character: string): string => (unseen.test(character) ? '' : character.normalize('NFKD').toLowerCase());

/** The original places of the folded characters from `first` to `last` (included). */
export const placesOf = (folded: FoldedText, first: number, last: number): { start: number; end: number } => ({
  start: folded.from[first] ?? 0,
  end: folded.to[last] ?? 0,
});
