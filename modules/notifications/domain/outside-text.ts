import type { Language } from '#kernel/contract/words.ts';
import type { WordsOutside } from '../contract/timing.ts';

/** A notice as it may be told outside, in the reader's language. */
export interface OutsideNotice {
  readonly noticeId: string;
  readonly kindName: string;
  readonly title: string;
  readonly body: string | null;
  readonly isPrivate: boolean;
  readonly link: string | null;
}

/** What goes out: a line, the lines below it, and where it leads inside the app. */
export interface OutsideText {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link: string;
}

const said = {
  zh: {
    one: (kind: string) => `规矩：您有一条新提醒（${kind}）`,
    several: (count: number) => `规矩：您有 ${count} 条新提醒`,
    open: '请打开规矩查看。',
  },
  en: {
    one: (kind: string) => `Guiju: a new notification (${kind})`,
    several: (count: number) => `Guiju: ${count} new notifications`,
    open: 'Open Guiju to read it.',
  },
} as const;

/**
 * The words of notices for a channel outside. `permitted` says how much may leave the house (Z9, least data): only the
 * kind; the words, unless the kind is private; or everything. There is at least one notice.
 */
export function outsideText(
  notices: readonly OutsideNotice[],
  permitted: WordsOutside,
  language: Language,
): OutsideText {
  const words = said[language];
  const [first, second] = notices;
  if (!first) throw new Error('nothing to tell');
  const shows = (notice: OutsideNotice) => permitted === 'full' || (permitted === 'title' && !notice.isPrivate);
  if (!second) {
    const link = first.link ?? '/notifications';
    if (!shows(first)) return { title: words.one(first.kindName), lines: [words.open], link };
    const body = permitted === 'full' && first.body ? [first.body] : [];
    return { title: first.title, lines: body, link };
  }
  const lines = notices.map((notice) => (shows(notice) ? `${notice.kindName}：${notice.title}` : notice.kindName));
  const spoken = language === 'zh' ? lines : lines.map((line) => line.replace('：', ': '));
  const counted = [...new Set(spoken)].map((line) => {
    const times = spoken.filter((other) => other === line).length;
    return times > 1 ? `${line} × ${times}` : line;
  });
  return { title: words.several(notices.length), lines: counted, link: '/notifications' };
}
