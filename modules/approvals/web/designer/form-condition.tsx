import { tell } from '#design/toast.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';
import { ConditionEditor } from './condition-editor.tsx';

/** Most characters of an expression in a form; a flow may hold longer ones. */
const MOST = 500;

/** A condition of a form, in plain words. */
export function FormCondition({ when, onChange }: { when: string; onChange: (when: string) => void }) {
  const t = useWords(words);
  return (
    <ConditionEditor
      when={when}
      onChange={(next) => (next.length <= MOST ? onChange(next) : tell(t('design.tooLong', { most: MOST })))}
    />
  );
}
