import type { Translate } from '#kernel/web/language/use-words.ts';

type Word =
  | 'kind.announcement'
  | 'kind.file'
  | 'kind.contact'
  | 'kind.location'
  | 'kind.sticker'
  | 'kind.merged'
  | 'kind.voice'
  | 'kind.other';

const known = {
  text: null,
  announcement: 'kind.announcement',
  file: 'kind.file',
  contact: 'kind.contact',
  location: 'kind.location',
  sticker: 'kind.sticker',
  merged: 'kind.merged',
  voice: 'kind.voice',
} as const;

/** What stands for a message that isn't a text, in lists and quotes: `[文件]`. Nothing for a text. */
export function kindLine(t: Translate<Word>, kind: string): string {
  const word = Object.hasOwn(known, kind) ? known[kind as keyof typeof known] : 'kind.other';
  return word === null ? '' : t(word);
}
