import { Input } from '#design/input.tsx';
import { TextArea } from '#design/text-area.tsx';
import { prose } from '#kernel/contract/shapes.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { DesignWords } from '../../contract/form-design.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { useFormKnows } from './form-context.ts';
import { isLine } from './is-line.ts';
import { useTyped } from './use-typed.ts';

/**
 * Words of a form, in Chinese and, where somebody wrote it, in English. `optional`: left empty there are none. `long`: of
 * several lines.
 */
export function WordsFields(props: {
  label: string;
  value: DesignWords | undefined;
  most: number;
  optional?: boolean;
  long?: boolean;
  hint?: string;
  onChange: (value: DesignWords | undefined) => void;
}) {
  const t = useWords(words);
  const { endStep } = useFormKnows();
  const { most, optional = false } = props;
  const may = (text: string) =>
    props.long ? text.trim() !== '' && prose(most).safeParse(text).success : isLine(text, most);
  const { typed, set, whole } = useTyped(
    { zh: props.value?.zh ?? '', en: props.value?.en ?? '' },
    ({ zh, en }) => (may(zh) || (optional && zh.trim() === '')) && (may(en) || en.trim() === ''),
    ({ zh, en }) => props.onChange(zh.trim() === '' ? undefined : en.trim() === '' ? { zh } : { zh, en }),
  );
  const control = (language: 'zh' | 'en', named: object) => {
    const given = {
      ...named,
      value: typed[language],
      most,
      onBlur: endStep,
      onChange: (next: string | undefined) => set({ ...typed, [language]: next ?? '' }),
    };
    return props.long ? <TextArea {...given} rows={2} /> : <Input {...given} />;
  };
  return (
    <div className={props.long ? 'form-words' : 'flow-pair'}>
      <Labelled
        label={props.label}
        required={!optional}
        problem={whole ? undefined : t(typed.zh.trim() === '' ? 'design.missing' : 'design.unfit')}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
      >
        {(named) => control('zh', named)}
      </Labelled>
      <Labelled label={t('design.english', { label: props.label })} required={false}>
        {(named) => control('en', named)}
      </Labelled>
    </div>
  );
}
