import { type KeyboardEvent, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { TextArea } from '#design/text-area.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { CellField } from '../../contract/form-design.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { useFormKnows } from './form-context.ts';
import { newOptionId, optionsFromLines } from './form-edit.ts';
import { isLine } from './is-line.ts';
import { useTyped } from './use-typed.ts';

type Option = Extract<CellField, { kind: 'leave' }>['options'][number];

/** Options shown before somebody asks for all. */
const FIRST = 30;

/** The options of a field: words changed in place, order by Alt and arrows or buttons, a list pasted from elsewhere. */
export function OptionList(props: {
  label: string;
  options: readonly Option[];
  /** Fewer can't be left over. */
  least: 0 | 1;
  onChange: (options: Option[], topic?: string) => void;
}) {
  const t = useWords(words);
  const { options, least, onChange } = props;
  const [isPasting, setPasting] = useState(false);
  const [english, setEnglish] = useState(() => options.some((option) => option.words.en !== undefined));
  const [all, setAll] = useState(false);
  const shown = all ? options : options.slice(0, FIRST);
  const move = (at: number, by: -1 | 1) => {
    const option = options[at];
    if (!option || at + by < 0 || at + by >= options.length) return;
    onChange(options.toSpliced(at, 1).toSpliced(at + by, 0, option));
  };
  return (
    <Labelled label={t('design.options', { label: props.label, count: options.length })} group>
      {() => (
        <>
          {isPasting ? (
            <PastedList
              options={options}
              least={least}
              onDone={(next) => {
                setPasting(false);
                if (next) onChange(next);
              }}
            />
          ) : (
            <ol className="form-options">
              {shown.map((option, at) => (
                <OptionRow
                  key={option.id}
                  option={option}
                  at={at}
                  count={options.length}
                  english={english}
                  isLast={options.length <= least}
                  onChange={(next, topic) => onChange(options.with(at, next), topic)}
                  onMove={(by) => move(at, by)}
                  onRemove={() => onChange(options.toSpliced(at, 1))}
                />
              ))}
            </ol>
          )}
          {isPasting ? null : (
            <div className="gj-actions">
              {options.length > shown.length ? (
                <Button kind="quiet" icon="down" onPress={() => setAll(true)}>
                  {t('design.options.all', { count: options.length })}
                </Button>
              ) : null}
              <Button
                kind="quiet"
                icon="plus"
                disabled={options.length >= 500}
                onPress={() => {
                  setAll(options.length >= FIRST);
                  onChange([
                    ...options,
                    {
                      id: newOptionId(options),
                      words: { zh: t('design.option.number', { number: options.length + 1 }) },
                    },
                  ]);
                }}
              >
                {t('design.options.add')}
              </Button>
              <Button kind="quiet" icon="paste" onPress={() => setPasting(true)}>
                {t('design.options.paste')}
              </Button>
              <Button kind="quiet" icon="language" onPress={() => setEnglish(!english)}>
                {t(english ? 'design.options.oneLanguage' : 'design.options.english')}
              </Button>
            </div>
          )}
        </>
      )}
    </Labelled>
  );
}

function OptionRow(props: {
  option: Option;
  at: number;
  count: number;
  english: boolean;
  isLast: boolean;
  onChange: (option: Option, topic?: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const t = useWords(words);
  const { endStep } = useFormKnows();
  const { option, at } = props;
  const { typed, set, whole } = useTyped(
    { zh: option.words.zh, en: option.words.en ?? '' },
    ({ zh, en }) => isLine(zh, 100) && (en.trim() === '' || isLine(en, 100)),
    ({ zh, en }) => props.onChange({ ...option, words: en.trim() === '' ? { zh } : { zh, en } }, `option ${option.id}`),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key as 'ArrowUp'];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    props.onMove(by);
  };
  return (
    <li className="form-option" onKeyDown={onKeyDown}>
      <span className="form-option-words">
        <label className="gj-unseen" htmlFor={`option-${option.id}`}>
          {t('design.option.number', { number: at + 1 })}
        </label>
        <Input
          id={`option-${option.id}`}
          value={typed.zh}
          most={100}
          invalid={!whole}
          onBlur={endStep}
          onChange={(zh) => set({ ...typed, zh: zh ?? '' })}
        />
        {props.english ? (
          <Input
            value={typed.en}
            most={100}
            placeholder={t('design.option.english')}
            onBlur={endStep}
            onChange={(en) => set({ ...typed, en: en ?? '' })}
          />
        ) : null}
      </span>
      <Button
        kind="quiet"
        icon="up"
        label={t('design.option.up', { name: typed.zh })}
        disabled={at === 0}
        onPress={() => props.onMove(-1)}
      />
      <Button
        kind="quiet"
        icon="trash"
        label={t('design.option.remove', { name: typed.zh })}
        disabled={props.isLast}
        onPress={props.onRemove}
      />
    </li>
  );
}

/** All options as lines of text, to be written or pasted over. */
function PastedList(props: { options: readonly Option[]; least: 0 | 1; onDone: (options?: Option[]) => void }) {
  const t = useWords(words);
  const [text, setText] = useState(() =>
    props.options.map(({ words: { zh, en } }) => (en === undefined ? zh : `${zh}\t${en}`)).join('\n'),
  );
  const options = optionsFromLines(text, props.options);
  return (
    <Labelled label={t('design.options.lines')} hint={t('design.options.lines.hint', { count: options.length })}>
      {(named) => (
        <>
          <TextArea {...named} rows={8} value={text} onChange={(next) => setText(next ?? '')} />
          <div className="gj-actions">
            <Button kind="primary" disabled={options.length < props.least} onPress={() => props.onDone(options)}>
              {t('design.options.take')}
            </Button>
            <Button onPress={() => props.onDone()}>{t('design.cancel')}</Button>
          </div>
        </>
      )}
    </Labelled>
  );
}
