/**
 * How a text is cut for the search. Nothing here may change without all messages being indexed again: what is stored was
 * cut by it.
 */

/** Most UTF-16 units of a message that are searched: five times the longest message; long merged forwards end here. */
export const mostIndexed = 50_000;

const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cf}/u;
const blank = /\s/u;
/** Characters that only change by lower case. */
const plain = /^[\u0021-\u007e\u4e00-\u9fff]$/;

export interface Folded {
  /** Without differences of case, width and form; blanks as one space; nothing invisible. */
  readonly text: string;
  /** For each UTF-16 unit of it, and for its end: the place in the source. */
  readonly places: readonly number[];
}

/** Brings a text in composed form (`normalize('NFC')`) into the form that is compared. */
export function foldWithPlaces(source: string): Folded {
  const places: number[] = [];
  let text = '';
  let at = 0;
  for (const character of source) {
    const folded = foldCharacter(character);
    const added = folded === ' ' && (text === '' || text.endsWith(' ')) ? '' : folded;
    for (let unit = 0; unit < added.length; unit += 1) places.push(at);
    text += added;
    at += character.length;
  }
  places.push(at);
  return { text, places };
}

/** The same, of any text, at most `mostIndexed` of it. */
export function fold(text: string): string {
  const { text: folded } = foldWithPlaces(text.normalize('NFC').slice(0, mostIndexed));
  // The cut may have halved a character, and PostgreSQL takes no halves.
  return folded.slice(0, mostIndexed).trim().toWellFormed();
}

function foldCharacter(character: string): string {
  if (plain.test(character)) return character.toLowerCase();
  if (invisible.test(character)) return '';
  if (blank.test(character)) return ' ';
  return character.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
}

/** A number that stands for a piece of text (FNV-1a). Two pieces may share one: whatever is found is compared again. */
export function tokenOf(piece: string): number {
  let hash = 0x811c9dc5;
  for (let unit = 0; unit < piece.length; unit += 1) {
    hash ^= piece.charCodeAt(unit);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}

/** A fact about a message that is looked for like its text; never a piece of text, which holds no control character. */
export const factToken = (fact: 'conversation' | 'sender' | 'kind', value: string): number =>
  tokenOf(`\u0001${fact} ${value}`);

const inRun = /^[a-z0-9]$/;

/**
 * The pieces by which a folded text is found: each character, each two neighbours, and of Latin letters and digits each
 * three, whose pairs are too common to tell much. No piece holds a blank.
 */
export function textTokens(folded: string): Set<number> {
  const tokens = new Set<number>();
  for (const run of folded.split(' ')) {
    const characters = [...run];
    const plainOnes = characters.map((character) => inRun.test(character));
    for (const [at, character] of characters.entries()) {
      tokens.add(tokenOf(character));
      const next = characters[at + 1];
      if (next === undefined) continue;
      tokens.add(tokenOf(character + next));
      if (plainOnes[at] && plainOnes[at + 1] && plainOnes[at + 2])
        tokens.add(tokenOf(character + next + characters[at + 2]));
    }
  }
  return tokens;
}

/** Tokens of a long term beyond which more tell nothing. */
const mostTokens = 24;

/** The tokens that every text must have that holds this term: the longest pieces that cover it. */
export function termTokens(term: string): number[] {
  const tokens = new Set<number>();
  for (const run of term.split(' ')) {
    const characters = [...run];
    const isPlain = (at: number) => inRun.test(characters[at] ?? '');
    const [only] = characters;
    if (characters.length === 1 && only !== undefined) tokens.add(tokenOf(only));
    for (let at = 0; at + 1 < characters.length; at += 1) {
      const pair = `${characters[at]}${characters[at + 1]}`;
      const bothPlain = isPlain(at) && isPlain(at + 1);
      if (bothPlain && isPlain(at + 2)) tokens.add(tokenOf(pair + characters[at + 2]));
      else if (!(bothPlain && isPlain(at - 1))) tokens.add(tokenOf(pair));
    }
  }
  return [...tokens].slice(0, mostTokens);
}

const mostTerms = 8;

/** The terms of what somebody typed, folded: parts between blanks, and parts in double quotes with their blanks. */
export function termsOf(typed: string): string[] {
  const parts = typed.match(/["“”][^"“”]*["“”]|[^\s"“”]+/gu) ?? [];
  const terms = parts.map((part) => fold(part.replaceAll(/["“”]/g, ''))).filter((term) => term !== '');
  return [...new Set(terms)].slice(0, mostTerms);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Words of one character that join others and name nothing. */
const joining = new Set('的了在是和与及或把被给对从到向去来着过吗呢吧啊呀么就都也还又而且之其这那个');

/** The words of a Chinese term of several, without those that name nothing; none for a term that is one word, or only characters. */
export function wordsOf(term: string): string[] {
  if (!/\p{Script=Han}{3}/u.test(term)) return [];
  const segments = [...segmenter.segment(term)].filter((segment) => segment.isWordLike).map((one) => one.segment);
  const words = [...new Set(segments.filter((word) => !joining.has(word)))];
  if (words.length === 1 && words[0] === term) return [];
  return words.some((word) => [...word].length > 1) ? words.slice(0, mostTerms) : [];
}

const before = 24;
const longest = 120;

/**
 * The part of a text where the first of the terms stands, on one line, and where they stand in it.
 * @param terms folded; none: the beginning.
 */
export function excerptAround(source: string, terms: readonly string[]): { text: string; marks: [number, number][] } {
  const line = source.normalize('NFC').slice(0, mostIndexed).replace(/\s+/gu, ' ').trim();
  const { text, places } = foldWithPlaces(line);
  const found: [number, number][] = [];
  for (const term of terms)
    for (let at = text.indexOf(term); at >= 0 && found.length < 100; at = text.indexOf(term, at + term.length))
      found.push([places[at] ?? 0, places[at + term.length] ?? line.length]);
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const start = inside(line, Math.max(0, (found[0]?.[0] ?? 0) - before));
  const end = inside(line, Math.min(line.length, start + longest));
  const head = start > 0 ? '…' : '';
  const marks: [number, number][] = [];
  for (const [from, to] of found) {
    const last = marks.at(-1);
    const mark: [number, number] = [from - start + head.length, Math.min(to, end) - start + head.length];
    if (from >= end) break;
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else marks.push(mark);
  }
  return { text: `${head}${line.slice(start, end)}${end < line.length ? '…' : ''}`, marks };
}

/** A place that doesn't lie within a character. */
function inside(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
