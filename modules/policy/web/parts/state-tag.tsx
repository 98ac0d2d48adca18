import { Tag, type Tone } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { CaseState } from '../../contract/case-file.ts';
import { words } from '../words.ts';

const tones: Record<CaseState, Tone> = {
  found: 'warn',
  told: 'warn',
  heard: 'accent',
  decided: 'warn',
  appealed: 'accent',
  settled: 'neutral',
  waived: 'pass',
  lapsed: 'pass',
};

/** Where a case stands, in one word. */
export function StateTag({ state }: { state: CaseState }) {
  const t = useWords(words);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
