import type { Span } from '../contract/rule.ts';
import { type FoldedText, foldText, placesOf } from './fold-text.ts';

/** Words made ready to be looked for all at once (Aho and Corasick 1975): time is linear in the text, whatever the list. */
export interface WordFinder {
  readonly nodes: readonly Node[];
}

interface Node {
  readonly next: Map<string, number>;
  /** Where the search goes on when no character fits. */
  fail: number;
  /** The word that ends here. */
  word: string | undefined;
  length: number;
  /** The nearest node on the way of fails where a word ends. */
  shorter: number;
}

const letter = /^[\p{L}\p{N}]$/u;
const ideograph = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
/** Ends a thought: a word doesn't go on across it. */
const breaks = new Set([...',;:!?。、\n\r…']);

/** Whether a character can stand between those of a word to hide it. */
const hides = (character: string) => !letter.test(character) && !breaks.has(character);

const fresh = (): Node => ({ next: new Map(), fail: 0, word: undefined, length: 0, shorter: 0 });

/** Makes a finder of a list. Words without a letter or digit are left out. */
export function makeWordFinder(words: readonly string[]): WordFinder {
  const nodes: Node[] = [fresh()];
  for (const word of words) {
    const characters = foldText(word).characters.filter((character) => letter.test(character));
    if (characters.length === 0) continue;
    let at = 0;
    for (const character of characters) {
      const node = nodes[at] as Node;
      let next = node.next.get(character);
      if (next === undefined) {
        next = nodes.length;
        nodes.push(fresh());
        node.next.set(character, next);
      }
      at = next;
    }
    const end = nodes[at] as Node;
    end.word ??= word;
    end.length = characters.length;
  }
  const queue = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const at = queue[head] as number;
    for (const [character, to] of (nodes[at] as Node).next) {
      queue.push(to);
      if (at === 0) continue;
      let fail = (nodes[at] as Node).fail;
      while (fail !== 0 && !(nodes[fail] as Node).next.has(character)) fail = (nodes[fail] as Node).fail;
      const target = (nodes[fail] as Node).next.get(character) ?? 0;
      const node = nodes[to] as Node;
      node.fail = target;
      node.shorter = (nodes[target] as Node).word === undefined ? (nodes[target] as Node).shorter : target;
    }
  }
  return { nodes };
}

/**
 * The words of the list in a text, also with spaces and signs between their characters. A word of letters counts as a whole
 * word only, and taken apart only where it is so between all its letters; a word with ideographs counts anywhere.
 */
export function findWords(finder: WordFinder, text: FoldedText, most: number): Span[] {
  const found: Span[] = [];
  const { nodes } = finder;
  // Places (in the folded text) of the characters that count, since the last break.
  let run: number[] = [];
  let at = 0;
  for (let place = 0; place < text.characters.length && found.length < most; place += 1) {
    const character = text.characters[place] as string;
    if (!letter.test(character)) {
      if (hides(character)) continue;
      run = [];
      at = 0;
      continue;
    }
    run.push(place);
    while (at !== 0 && !(nodes[at] as Node).next.has(character)) at = (nodes[at] as Node).fail;
    at = (nodes[at] as Node).next.get(character) ?? 0;
    for (let end = at; end !== 0 && found.length < most; end = (nodes[end] as Node).shorter) {
      const { word, length } = nodes[end] as Node;
      if (word === undefined) continue;
      const places = run.slice(run.length - length);
      if (counts(text, places)) {
        found.push({ ...placesOf(text, places[0] as number, place), what: word.slice(0, 60) });
      }
    }
  }
  return found;
}

function counts(text: FoldedText, places: readonly number[]): boolean {
  const character = (place: number) => text.characters[place] ?? ' ';
  if (places.some((place) => ideograph.test(character(place)))) return true;
  const first = places[0] as number;
  const last = places[places.length - 1] as number;
  const within = (place: number) => letter.test(character(place)) && !ideograph.test(character(place));
  if (within(first - 1) || within(last + 1)) return false;
  const gaps = places.slice(1).filter((place, index) => place - (places[index] as number) > 1).length;
  return gaps === 0 || gaps === places.length - 1;
}
