import { pinyin } from 'pinyin-pro';

/** What search knows of a person. */
export interface Searchable {
  readonly name: string;
  readonly alias: string | null;
  readonly account: string;
  readonly phone: string | null;
  readonly landline: string | null;
  readonly email: string | null;
  readonly staffNumber: string | null;
  readonly jobTitle: string | null;
}

const mostSuffixes = 16;
const longest = 64;
/** Fewer digits of a phone's end than this find nobody: too many people share them. */
const phoneEnd = 4;

/**
 * What a person is found by, each from its beginning (D5): 汉字 from any character on, pinyin from any syllable on, initials,
 * surname in full with initials (`zhangsf`), account and its parts, the ends of phone numbers, e-mail, staff number, job title.
 * Surnames are read as surnames (单 shàn, 曾 zēng); ü is found as v and as u.
 */
export function searchTokens(person: Searchable): string[] {
  const tokens = new Set<string>();
  const add = (token: string) => {
    if (token !== '') tokens.add([...token].slice(0, longest).join(''));
  };
  for (const name of [person.name, person.alias]) if (name) nameTokens(name, add);
  if (person.jobTitle) for (const suffix of suffixes(folded(person.jobTitle))) add(suffix);
  for (const text of [person.account, person.email, person.staffNumber]) {
    if (!text) continue;
    add(folded(text));
    for (const part of folded(text).split(/[^\p{L}\p{N}]+/u)) add(part);
  }
  for (const number of [person.phone, person.landline]) {
    const digits = number?.replace(/\D/g, '') ?? '';
    for (let from = 0; from <= digits.length - phoneEnd; from++) add(digits.slice(from));
  }
  return [...tokens];
}

/** Order of names: by pinyin, then by the characters. Compared byte by byte. */
export function sortKey(name: string): string {
  const spoken = syllables(name).join(' ');
  return `${spoken} ${name}`.slice(0, 200);
}

/**
 * What somebody typed, as words that must all be found at the beginning of a token. A phone number typed with blanks,
 * hyphens or `+` is one word.
 */
export function searchWords(typed: string): string[] {
  const text = folded(typed);
  if (/^\s*\+?[\d][\d\s-]*$/.test(text)) return [text.replace(/\D/g, '')];
  return text
    .split(/[\s'’·•]+/u)
    .filter((word) => word !== '')
    .slice(0, 8);
}

function nameTokens(name: string, add: (token: string) => void): void {
  for (const suffix of suffixes(folded(name).replace(/[\s·•'’]/gu, ''))) add(suffix);
  const spoken = syllables(name);
  for (let from = 0; from < Math.min(spoken.length, mostSuffixes); from++) {
    const rest = spoken.slice(from);
    const initials = rest.map((syllable) => syllable[0]).join('');
    const readings = [rest.join(''), initials];
    if (from === 0) readings.push(`${rest[0]}${initials.slice(1)}`);
    for (const reading of readings) {
      add(reading);
      if (reading.includes('v')) add(reading.replaceAll('v', 'u'));
    }
  }
}

function syllables(name: string): string[] {
  const spoken = pinyin(name.normalize('NFKC'), {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  });
  return spoken.flatMap((syllable) => folded(syllable).split(/[^\p{L}\p{N}]+/u)).filter((syllable) => syllable !== '');
}

function suffixes(text: string): string[] {
  const characters = [...text].filter((character) => character.trim() !== '');
  return characters.slice(0, mostSuffixes).map((_, from) => characters.slice(from).join(''));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v');
}
