import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { DeliveryState } from '../../contract/delivery-shapes.ts';
import { words } from '../words.ts';

const tones = { queued: 'neutral', sent: 'pass', delivered: 'pass', failed: 'seal', unneeded: 'neutral' } as const;

/** How far a delivery came, in a word. */
export function StateTag({ state }: { state: DeliveryState }) {
  const t = useWords(words);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
