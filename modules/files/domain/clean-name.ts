const longest = 200;
const longestEnding = 20;

/**
 * A file's name as it may be kept and shown: the last part of a path, without characters that separate paths, control
 * characters, what turns the direction of writing (`exe.gpj` read backwards), and names that Windows would change on saving
 * (ends in dots or blanks, `CON`). At most 200 characters, of which the ending stays. Chinese and everything else that
 * people write stays as it is.
 */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/u).at(-1) ?? '';
  const shown = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/[<>:"|?*]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const named = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(shown) ? `_${shown}` : shown;
  const characters = [...named];
  if (characters.length === 0) return 'file';
  if (characters.length <= longest) return named;
  const ending = [...endingWithDot(named)];
  return [...characters.slice(0, longest - ending.length), ...ending].join('');
}

/** What a name says of the type: the part after its last dot in small letters; empty where there is none. */
export function endingOf(name: string): string {
  return endingWithDot(name).slice(1).toLowerCase();
}

function endingWithDot(name: string): string {
  const ending = /.(\.[^.\s]+)$/u.exec(name)?.[1] ?? '';
  return [...ending].length <= longestEnding ? ending : '';
}
