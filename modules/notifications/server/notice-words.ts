import { type Facts, fillWords, type Language } from '#kernel/contract/words.ts';
import { type NoticeText, noticeKindOf, wordNotice } from '../contract/notice-kind.ts';

const kindGone = { zh: '来自已停用功能的提醒', en: 'A notification from a feature that is no longer here' };

/**
 * What a stored notice says to a reader: the words that were sent where they were kept, else those of its kind.
 * Facts from before the kind was changed are shown as they are.
 */
export function noticeWords(
  notice: { kind: string; facts: Facts; sent_words: Readonly<Record<Language, NoticeText>> | null },
  language: Language,
): NoticeText {
  if (notice.sent_words) return notice.sent_words[language];
  const kind = noticeKindOf(notice.kind);
  if (!kind) return { title: kindGone[language], body: null };
  const parsed = kind.facts.safeParse(notice.facts);
  if (parsed.success) return wordNotice(kind, parsed.data as Facts, language);
  return {
    title: fillWords(kind.title, language, notice.facts),
    body: kind.body ? fillWords(kind.body, language, notice.facts) : null,
  };
}
