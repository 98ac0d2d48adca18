import { useEffect, useState } from 'react';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { type Read, useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readWorkbench } from '../../contract/operations.ts';
import { words } from '../words.ts';

type Workbench = OutputOf<typeof readWorkbench>;

/** Reads the workbench, and again when another day begins. */
export function useWorkbench(): Read<Workbench> {
  const { zone } = useFormat();
  const read = useRead(readWorkbench, {});
  const date = dayOf(useNow(), zone);
  const [seen, setSeen] = useState(date);
  const { readAgain } = read;
  useEffect(() => {
    if (seen === date) return;
    setSeen(date);
    readAgain();
  }, [seen, date, readAgain]);
  return read;
}

export function Greeting() {
  const t = useWords(words);
  const { name } = useViewer();
  const { time } = useFormat();
  const hour = Number(time(useNow().toISOString()).slice(0, 2));
  const part =
    hour >= 5 && hour < 11
      ? 'morning'
      : hour < 13 && hour >= 11
        ? 'noon'
        : hour >= 13 && hour < 18
          ? 'afternoon'
          : 'evening';
  return t(`hello.${part}`, { name });
}

/** The date with its weekday, and what kind of day it is by the calendar of one's employer. */
export function Today({ workbench }: { workbench: Workbench }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const { today, kind, name, calendarKnown } = workbench;
  const called = name ? name[language] || name.zh : undefined;
  const tone = kind === 'workday' || kind === 'makeUpWorkday' ? 'neutral' : 'pass';
  return (
    <span className="workbench-today">
      <time dateTime={today}>{format.day(today)}</time>
      {calendarKnown ? (
        <Tag tone={kind === 'makeUpWorkday' ? 'warn' : tone} {...(tone === 'pass' ? { icon: 'sun' as const } : {})}>
          {t(`kind.${kind}`)}
          {called ? ` · ${called}` : null}
        </Tag>
      ) : null}
    </span>
  );
}
