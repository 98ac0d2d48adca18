import { Tag } from '#design/tag.tsx';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { useSpan } from '../use-span.ts';
import { words } from '../words.ts';

/** From when on the end of a limit is told beforehand, in milliseconds. */
const soon = 2 * 60 * 60_000;

/** By how much a task is overdue, or how little time is left; nothing while there is plenty. */
export function DueTag({ dueAt, overdue }: { dueAt: string | null; overdue: boolean }) {
  const t = useWords(words);
  const span = useSpan();
  const now = useNow().getTime();
  const left = dueAt === null ? undefined : Date.parse(dueAt) - now;
  if (overdue) {
    const isKnown = dueAt !== null && left !== undefined && left < 0;
    return <Tag tone="seal">{isKnown ? t('overdue.by', { span: span(dueAt, now) }) : t('overdue')}</Tag>;
  }
  if (dueAt === null || left === undefined || left <= 0 || left > soon) return null;
  return <Tag tone="warn">{t('due.in', { span: span(now, dueAt) })}</Tag>;
}
