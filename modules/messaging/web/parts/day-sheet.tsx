import { useEffect, useEffectEvent, useState } from 'react';
import { DatePicker } from '#design/date-picker.tsx';
import { Sheet } from '#design/sheet.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { findDay } from '../../contract/messages.ts';
import { words } from '../words.ts';

/** A calendar: the day chosen leads to the first message of that day or after it. */
export function DaySheet(props: { conversationId: string; onGo: (seq: number) => void; onClose: () => void }) {
  const t = useWords(words);
  const { conversationId, onGo } = props;
  const [day, setDay] = useState<string>();
  const found = useRead(findDay, { conversationId, day: day ?? '2000-01-01' }, { when: day !== undefined });
  const seq = found.data?.seq;
  const go = useEffectEvent(() => {
    if (day !== undefined && seq) onGo(seq);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every day that is chosen leads there, also when it is the same place
  useEffect(() => go(), [day, seq]);
  return (
    <Sheet title={t('day.go')} onClose={props.onClose}>
      <DatePicker heard={t('day.go')} value={day} onChange={setDay} />
      {found.failure ? <FailureNote failure={found.failure} onRetry={found.readAgain} /> : null}
      {seq === null ? <p className="gj-second">{t('day.none')}</p> : null}
    </Sheet>
  );
}
