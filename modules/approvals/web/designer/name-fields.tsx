import { Input } from '#design/input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import type { Name } from './flow-tree.ts';
import { useSheet } from './sheet-context.ts';
import { useTyped } from './use-typed.ts';

/** What a step or branch is called, in Chinese and, where somebody wrote it, in English. */
export function NameFields({ name, onChange }: { name: Name; onChange: (name: Name) => void }) {
  const t = useWords(words);
  const { endStep } = useSheet();
  const both = typeof name === 'string' ? { zh: name, en: '' } : name;
  const { typed, set, whole } = useTyped(
    both,
    ({ zh, en }) => zh.trim() !== '' && zh.length <= 100 && en.length <= 100,
    ({ zh, en }) => onChange(en.trim() === '' ? zh : { zh, en }),
  );
  return (
    <div className="flow-pair">
      <Labelled label={t('flow.name.zh')} problem={whole ? undefined : t('flow.name.missing')}>
        {(named) => (
          <Input
            {...named}
            value={typed.zh}
            most={100}
            onBlur={endStep}
            onChange={(zh) => set({ ...typed, zh: zh ?? '' })}
          />
        )}
      </Labelled>
      <Labelled label={t('flow.name.en')} required={false}>
        {(named) => (
          <Input
            {...named}
            value={typed.en}
            most={100}
            onBlur={endStep}
            onChange={(en) => set({ ...typed, en: en ?? '' })}
          />
        )}
      </Labelled>
    </div>
  );
}
