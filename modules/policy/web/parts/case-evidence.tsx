import { Stack } from '#design/stack.tsx';
import { type Moment, Timeline } from '#design/timeline.tsx';
import type { CaseFile, EvidenceItem } from '../../contract/case-file.ts';
import { usePolicyWords } from '../use-policy-words.ts';

const tones: Partial<Record<EvidenceItem['what'], Moment['tone']>> = {
  taskOverdue: 'warn',
  dutyOverdue: 'warn',
  findingConfirmed: 'warn',
  found: 'accent',
  decided: 'accent',
  appealDecided: 'accent',
  settled: 'neutral',
  waived: 'pass',
  lapsed: 'pass',
};

/** The very events that the case rests on, with exact times, and the condition with its values. */
export function CaseEvidence({ file }: { file: CaseFile }) {
  const { t, format } = usePolicyWords();
  const { values, condition } = file.cited;
  return (
    <Stack gap={4}>
      <Timeline
        label={t('case.evidence')}
        moments={file.evidence.map((item, place) => ({
          key: `${item.what} ${item.at} ${place}`,
          tone: tones[item.what] ?? 'neutral',
          title: t(`evidence.${item.what}`, { name: item.by?.name ?? t('evidence.system') }),
          meta: <time dateTime={item.at}>{format.exact(item.at)}</time>,
        }))}
      />
      <p className="gj-second">
        {t('evidence.condition', {
          condition,
          values: Object.entries(values).map(([name, value]) => `${name} = ${value}`),
        })}
      </p>
    </Stack>
  );
}
