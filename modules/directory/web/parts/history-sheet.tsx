import { Sheet } from '#design/sheet.tsx';
import { Timeline } from '#design/timeline.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readPersonHistory } from '../../contract/people.ts';
import { words } from '../words.ts';

/** What held of a person and from when to when, the latest first. */
export function HistorySheet({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead(readPersonHistory, { personId });
  return (
    <Sheet title={t('history')} onClose={onClose}>
      <Loaded read={read} shape="rows">
        {(history) => {
          const entries = [
            ...history.departments.map((one) => ({ ...one, what: t('departments'), value: one.department.name })),
            ...history.supervisors.map((one) => ({ ...one, what: t('supervisor'), value: one.supervisor.name })),
            ...history.posts.map((one) => ({
              ...one,
              what: t('posts'),
              value: `${one.post.name} · ${one.department.name}`,
            })),
            ...history.records.map((one) => ({
              ...one,
              what: t('record.kept'),
              value: [one.name, one.jobTitle, t(`staffType.${one.staffType}`), one.employer.name]
                .filter(Boolean)
                .join(' · '),
            })),
          ].sort((one, other) => (one.from < other.from ? 1 : one.from > other.from ? -1 : 0));
          return (
            <Timeline
              label={t('history')}
              moments={entries.map((entry, at) => ({
                key: String(at),
                tone: entry.until === null ? 'accent' : 'neutral',
                icon: 'clock',
                title: t('fact', { name: entry.what, value: entry.value }),
                meta:
                  entry.until === null
                    ? t('since', { from: format.day(entry.from) })
                    : t('period', { from: format.day(entry.from), until: format.day(entry.until) }),
              }))}
            />
          );
        }}
      </Loaded>
    </Sheet>
  );
}
