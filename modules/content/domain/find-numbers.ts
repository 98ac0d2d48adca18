import type { Span } from '../contract/rule.ts';
import { type FoldedText, placesOf } from './fold-text.ts';

export type NumberPattern = 'idCard' | 'bankCard' | 'phone';

const digit = /^[0-9]$/;
const between = new Set([' ', '-', '.', '_', '·', '/', '*', '\u2010', '\u2013', '\u2014']);
/** Most signs between two groups of digits of one number. */
const mostBetween = 3;
const longest = 21;

/** Digits that stand together. */
interface Group {
  readonly first: number;
  readonly last: number;
  readonly digits: string;
}

/** What is recognised by its digits, with single signs between them or not; only whole groups of digits make a number. */
export function findNumbers(text: FoldedText, patterns: ReadonlySet<string>, most: number): Span[] {
  const found: Span[] = [];
  const groups = groupsOf(text);
  let taken = -1;
  for (let at = 0; at < groups.length && found.length < most; at += 1) {
    const start = groups[at] as Group;
    if (start.first <= taken) continue;
    let digits = '';
    for (let end = at; end < groups.length; end += 1) {
      const group = groups[end] as Group;
      if (end > at && group.first - (groups[end - 1] as Group).last - 1 > mostBetween) break;
      digits += group.digits;
      if (digits.length > longest) break;
      const kind = kindOf(digits, patterns);
      if (!kind) continue;
      found.push({ ...placesOf(text, start.first, group.last), what: kind });
      taken = group.last;
      break;
    }
  }
  return found;
}

/** Groups with nothing but signs between them; what has letters at it is an order number, a hash, a file name. */
function groupsOf({ characters }: FoldedText): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    if (!digit.test(characters[at] as string)) continue;
    const first = at;
    while (digit.test(characters[at + 1] ?? '')) at += 1;
    // The check character of an ID card.
    const checked = characters[at + 1] === 'x' && !latin(characters[at + 2]);
    if (checked) at += 1;
    const clear = !latin(characters[first - 1]) && !latin(characters[at + 1]);
    const digits = at - first + 1 > longest ? '?'.repeat(longest + 1) : characters.slice(first, at + 1).join('');
    groups.push({ first, last: at, digits: clear ? digits : '?'.repeat(longest + 1) });
    while (between.has(characters[at + 1] ?? '')) at += 1;
  }
  return groups;
}

const latin = (character: string | undefined) => character !== undefined && /^[a-z]$/.test(character);

function kindOf(digits: string, patterns: ReadonlySet<string>): NumberPattern | undefined {
  if (patterns.has('idCard') && isIdCard(digits)) return 'idCard';
  if (patterns.has('bankCard') && isBankCard(digits)) return 'bankCard';
  if (patterns.has('phone') && /^(?:0086|86)?1[3-9][0-9]{9}$/.test(digits)) return 'phone';
  return undefined;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const regions = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-2])/;

/** A resident identity number of 18 places: region, a day that exists, check character (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isIdCard(text: string): boolean {
  if (!/^[0-9]{17}[0-9x]$/.test(text) || !regions.test(text)) return false;
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number) as [
    number,
    number,
    number,
  ];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (year < 1900 || year > 2099 || day < 1 || day > days) return false;
  const sum = weights.reduce((all, weight, at) => all + weight * Number(text[at]), 0);
  return '10x98765432'[sum % 11] === text[17];
}

/** The number of a payment card: 15 to 19 digits of an issuer that exists (ISO/IEC 7812), with Luhn's check digit. */
export function isBankCard(text: string): boolean {
  if (!/^(?:62[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|2[2-7][0-9]{14}|35[0-9]{14}|3[47][0-9]{13})$/.test(text))
    return false;
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = Number(text[text.length - 1 - at]) * (at % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
