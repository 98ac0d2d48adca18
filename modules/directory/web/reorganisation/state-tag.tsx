import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { readReorganisation } from '../../contract/reorganisations.ts';
import { words } from '../words.ts';

const tones = {
  draft: 'neutral',
  agreed: 'accent',
  published: 'warn',
  done: 'pass',
  failed: 'seal',
  withdrawn: 'neutral',
} as const;

/** Where a reorganisation is on its way. */
export function StateTag({ state }: { state: OutputOf<typeof readReorganisation>['state'] }) {
  const t = useWords(words);
  return <Tag tone={tones[state]}>{t(`reorganisation.state.${state}`)}</Tag>;
}
