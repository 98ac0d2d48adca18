import type { Span } from '../contract/rule.ts';
import { type FoldedText, placesOf } from './fold-text.ts';

/** How far around a door number its street, estate and building are looked for. */
const around = 24;
const street = /(?:路|街|巷|弄|胡同|大道|道|里|村|屯|苑|园|花园|小区|新村|公寓|家园)/u;
const building = /[0-9a-z一二三四五六七八九十]{1,4}(?:栋|幢|座|号楼|单元)/u;
const room = /(?:室|户|房)/u;

/**
 * Where somebody lives, as addresses are mostly written: a street or an estate, a building, a flat. A guess on purpose: a
 * street with its number alone is where offices and shops are, and isn't meant.
 */
export function findAddresses(text: FoldedText, most: number): Span[] {
  const found: Span[] = [];
  const { characters } = text;
  let taken = -1;
  for (let at = 0; at < characters.length && found.length < most; at += 1) {
    // A flat: 3室, 1502房, 2单元 …
    if (!/^[室户房]$/.test(characters[at] ?? '') || !/^[0-9]$/.test(characters[at - 1] ?? '')) continue;
    const from = Math.max(taken + 1, at - around);
    const before = characters.slice(from, at + 1).join('');
    const place = street.exec(before);
    const house = building.exec(before) ?? /[0-9]{1,5}号/.exec(before);
    if (!place || !house || !room.test(before) || house.index < place.index) continue;
    found.push({ ...placesOf(text, from + [...before.slice(0, place.index)].length, at), what: 'homeAddress' });
    taken = at;
  }
  return found;
}
