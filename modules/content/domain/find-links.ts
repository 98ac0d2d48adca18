import type { Span } from '../contract/rule.ts';
import { type FoldedText, foldText, placesOf } from './fold-text.ts';

/** A link in a text, and the host that it leads to, folded. */
export interface FoundLink {
  readonly host: string;
  readonly start: number;
  readonly end: number;
}

const scheme = /^(?:https?|ftp|wss?):\/\/$/;
const hostCharacter = /^[\p{L}\p{N}._-]$/u;
const ascii = /^[a-z0-9._-]$/;
const top = /^[a-z][a-z0-9-]{1,23}$/;
/** File names and versions look like hosts; these ends aren't top level domains, or are nearly always files. */
const files = new Set(
  'txt doc docx xls xlsx ppt pptx pdf png jpg jpeg gif mp3 mp4 exe js ts json csv xml html htm md'.split(' '),
);
const longest = 2_000;

/**
 * Links with a scheme, and bare hosts (`example.com/x`, `www.example.com`). User names before `@`, ports and capital letters
 * don't hide a host. Every character is looked at a bounded number of times.
 */
export function findLinks(text: FoldedText, most: number): FoundLink[] {
  const found: FoundLink[] = [];
  const { characters } = text;
  for (let at = 0; at < characters.length && found.length < most; at += 1) {
    if (characters[at] === '/' && characters[at + 1] === '/' && characters[at - 1] === ':') {
      const begun = schemeBefore(characters, at);
      if (begun === undefined) continue;
      const authority = readAuthority(characters, at + 2);
      if (authority.host !== '') {
        found.push({ host: authority.host, ...placesOf(text, begun, authority.last) });
        at = authority.last;
      }
      continue;
    }
    if (!ascii.test(characters[at] ?? '') || ascii.test(characters[at - 1] ?? '')) continue;
    let last = at;
    while (ascii.test(characters[last + 1] ?? '')) last += 1;
    const next = characters[last + 1];
    // An address for mail; `https:` is met again at its slashes.
    if (next !== '@' && characters[at - 1] !== '@' && !(next === ':' && characters[last + 2] === '/')) {
      const host = characters.slice(at, Math.min(last + 1, at + 254)).join('');
      if (bareHost(host)) found.push({ host: host.replace(/\.+$/, ''), ...placesOf(text, at, last) });
    }
    at = last;
  }
  return found;
}

function schemeBefore(characters: readonly string[], slash: number): number | undefined {
  let begun = slash - 1;
  while (begun > 0 && slash - begun < 7 && /^[a-z]$/.test(characters[begun - 1] ?? '')) begun -= 1;
  for (let at = begun; at < slash - 1; at += 1) {
    if (scheme.test(characters.slice(at, slash + 2).join(''))) return at;
  }
  return undefined;
}

/** The host after `//`, and where the link ends. */
function readAuthority(characters: readonly string[], first: number): { host: string; last: number } {
  let host = '';
  let last = first - 1;
  let inHost = true;
  for (let at = first; at < characters.length && at - first < longest; at += 1) {
    const character = characters[at] as string;
    if (/^[\s<>"'，。；！？（）]$/u.test(character)) break;
    last = at;
    if (!inHost) continue;
    if (character === '@') host = '';
    else if (/^[/?#\\]$/.test(character)) inHost = false;
    else host += character;
  }
  const name = host.replace(/:[0-9]*$/, '').replace(/\.+$/, '');
  const fits =
    name.length > 0 &&
    name.length <= 253 &&
    [...name].every((one) => hostCharacter.test(one) || one === '[' || one === ']' || one === ':');
  return { host: fits ? name : '', last };
}

function bareHost(text: string): boolean {
  const labels = text.replace(/\.+$/, '').split('.');
  const end = labels.at(-1) ?? '';
  return (
    labels.length >= 2 &&
    labels.length <= 9 &&
    labels.every((label) => label !== '' && label.length <= 63) &&
    top.test(end) &&
    !files.has(end) &&
    labels.slice(0, -1).some((label) => /[a-z]/.test(label))
  );
}

const below = (host: string, entries: ReadonlySet<string>): boolean => {
  for (let rest = host; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (entries.has(rest)) return true;
    if (!rest.includes('.')) return false;
  }
};

const folded = (entries: readonly string[]) => new Set(entries.map((entry) => foldText(entry).characters.join('')));

/** Makes the judge of hosts by the two lists; a denied host stays denied below an allowed one. */
export function makeLinkJudge(lists: {
  readonly hit: 'denied' | 'notAllowed';
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}): (link: FoundLink) => Span | undefined {
  const [allow, deny] = [folded(lists.allow), folded(lists.deny)];
  return ({ host, start, end }) =>
    below(host, deny) || (lists.hit === 'notAllowed' && !below(host, allow))
      ? { start, end, what: host.slice(0, 60) }
      : undefined;
}
