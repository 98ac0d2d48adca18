import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { listDestructions } from '../../contract/destruction.ts';
import { words } from '../words.ts';

const tones = { proposed: 'warn', running: 'accent', finished: 'pass', withdrawn: 'neutral' } as const;

/** How far a list of destruction is, with how many requests. */
export function DestructionState({ list }: { list: OutputOf<typeof listDestructions>['rows'][number] }) {
  const t = useWords(words);
  const { proposed, destroyed } = list.counts;
  const count = list.state === 'proposed' ? proposed : list.state === 'running' ? proposed + destroyed : destroyed;
  return <Tag tone={tones[list.state]}>{t(`destruction.state.${list.state}`, { count, done: destroyed })}</Tag>;
}
