import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Note } from '#design/note.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { checkExpression } from '#kernel/expressions/expression.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { minorDigits } from '../../contract/form-values.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import type { AskedField } from './condition-fields.ts';
import { type ConditionRow, type ConditionRows, feelOf, isWhole, operatorsOf, rowsOf } from './condition-words.ts';
import { askedName, operatorKey } from './describe-node.ts';
import { UNSET } from './new-node.ts';
import { PostPicker } from './pickers.tsx';
import { useConditions } from './sheet-context.ts';
import { useTyped } from './use-typed.ts';

const rowFor = (field: AskedField): ConditionRow => ({
  field: field.name,
  operator: operatorsOf(field.type)[0] ?? 'equal',
  values: [],
});

/**
 * A condition in plain words: rows of field, comparison, value, with the FEEL text behind shown on demand. A text that rows
 * can't say, and whoever wants to write it himself, gets the text.
 */
export function ConditionEditor({ when, onChange }: { when: string; onChange: (when: string) => void }) {
  const t = useWords(words);
  const { speech } = useConditions();
  const { fields } = speech;
  const [shown, setShown] = useState(false);
  const first = fields[0];
  const rows = when === UNSET ? (first ? [[rowFor(first)]] : []) : rowsOf(when, fields);
  // Whoever types the text stays in it, also where rows could say it again.
  const [byText, setByText] = useState(rows === undefined);
  if (byText || !rows) {
    return (
      <>
        {rows ? null : <Note tone="accent" title={t('flow.condition.raw')} />}
        <FeelText when={when} onChange={onChange} />
        {rows ? (
          <Button kind="quiet" onPress={() => setByText(false)}>
            {t('flow.condition.byRows')}
          </Button>
        ) : null}
      </>
    );
  }
  return (
    <>
      <Rows
        key={fields.length}
        rows={rows}
        onChange={(next) => {
          const feel = feelOf(next, fields);
          if (feel !== undefined) onChange(feel);
        }}
      />
      {shown && when !== UNSET ? <code className="flow-feel-shown">{when}</code> : null}
      <div className="gj-actions">
        <Button kind="quiet" onPress={() => setShown(!shown)} disabled={when === UNSET}>
          {t(shown ? 'flow.condition.hide' : 'flow.condition.show')}
        </Button>
        <Button kind="quiet" icon="edit" onPress={() => setByText(true)}>
          {t('flow.condition.byText')}
        </Button>
      </div>
    </>
  );
}

/** The text itself, checked against the form while it is typed. What is wrong with it stays written, and can't be published. */
function FeelText(props: { when: string; onChange: (when: string) => void }) {
  const t = useWords(words);
  const { expressionNames, endStep } = useConditions();
  const { typed, set } = useTyped(props.when, (text) => text.trim() !== '' && text.length <= 2_000, props.onChange);
  const fault = checkExpression(typed, expressionNames, 'boolean')[0];
  return (
    <Labelled
      label={t('flow.condition.text')}
      problem={fault ? t(`flow.fault.${fault.fault}`, { piece: fault.piece }) : undefined}
      hint={t('flow.condition.names', { names: Object.keys(expressionNames).slice(0, 12) })}
    >
      {({ id, describedBy }) => (
        <textarea
          id={id}
          aria-describedby={describedBy}
          className="flow-feel"
          spellCheck={false}
          value={typed}
          onBlur={endStep}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Labelled>
  );
}

function Rows({ rows, onChange }: { rows: ConditionRows; onChange: (rows: ConditionRows) => void }) {
  const t = useWords(words);
  const { speech } = useConditions();
  const { fields } = speech;
  const { typed, set, whole } = useTyped(
    rows,
    (groups) => groups.length > 0 && groups.every((group) => group.every((row) => isWhole(row, fields))),
    onChange,
  );
  const first = fields[0];
  if (!first) return null;
  const setGroup = (at: number, group: readonly ConditionRow[]) =>
    set(group.length > 0 ? typed.with(at, group) : typed.length > 1 ? typed.toSpliced(at, 1) : [[rowFor(first)]]);
  return (
    <Labelled label={t('flow.condition.when')} group problem={whole ? undefined : t('flow.condition.unfinished')}>
      {() => (
        <div>
          {typed.map((group, groupAt) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups and rows are known by their places only
            <div key={groupAt}>
              {groupAt > 0 ? <p className="flow-or">{t('flow.condition.or')}</p> : null}
              {group.map((row, at) => (
                <Row
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  key={at}
                  row={row}
                  and={at > 0}
                  onChange={(next) => setGroup(groupAt, group.with(at, next))}
                  onRemove={() => setGroup(groupAt, group.toSpliced(at, 1))}
                />
              ))}
              <Button kind="quiet" icon="plus" onPress={() => setGroup(groupAt, [...group, rowFor(first)])}>
                {t('flow.condition.and')}
              </Button>
            </div>
          ))}
          <Button kind="quiet" icon="plus" onPress={() => set([...typed, [rowFor(first)]])}>
            {t('flow.condition.addGroup')}
          </Button>
        </div>
      )}
    </Labelled>
  );
}

function Row(props: { row: ConditionRow; and: boolean; onChange: (row: ConditionRow) => void; onRemove: () => void }) {
  const t = useWords(words);
  const { speech } = useConditions();
  const { row } = props;
  const field = speech.fields.find((one) => one.name === row.field);
  return (
    <div className="flow-row">
      <div className="flow-row-line">
        <Select
          searchable
          heard={t('flow.condition.field')}
          value={row.field}
          choices={speech.fields.map((one) => ({ value: one.name, label: askedName(one, speech), search: one.name }))}
          onChange={(name) => {
            const next = speech.fields.find((one) => one.name === name);
            if (next) props.onChange(rowFor(next));
          }}
        />
        <Button kind="quiet" icon="trash" label={t('flow.condition.removeRow')} onPress={props.onRemove} />
      </div>
      {field ? (
        <>
          <Select
            heard={t('flow.condition.comparison')}
            value={row.operator}
            choices={operatorsOf(field.type).map((operator) => ({
              value: operator,
              label: speech.say(operatorKey(field.type, { operator })),
            }))}
            onChange={(operator) => operator && props.onChange({ ...row, operator })}
          />
          <Values field={field} values={row.values} onChange={(values) => props.onChange({ ...row, values })} />
        </>
      ) : null}
    </div>
  );
}

type Values = ConditionRow['values'];

/** The value of a row by the type of its field. Money is typed in yuan and stored in the currency's minor units. */
function Values({
  field,
  values,
  onChange,
}: {
  field: AskedField;
  values: Values;
  onChange: (values: Values) => void;
}) {
  const t = useWords(words);
  const { speech } = useConditions();
  const { endStep } = useConditions();
  const [value] = values;
  const heard = t('flow.condition.value');
  const one = (next: string | number | undefined) => onChange(next === undefined || next === '' ? [] : [next]);
  const texts = values.filter((entry) => typeof entry === 'string');
  switch (field.type) {
    case 'money': {
      const digits = minorDigits(field.currency ?? 'CNY');
      return (
        <NumberInput
          heard={heard}
          value={typeof value === 'number' ? value / 10 ** digits : undefined}
          decimals={digits}
          unit={field.currency === undefined || field.currency === 'CNY' ? t('flow.unit.yuan') : field.currency}
          onBlur={endStep}
          onChange={(amount) => one(amount === undefined ? undefined : Math.round(amount * 10 ** digits))}
        />
      );
    }
    case 'number':
      return (
        <NumberInput
          heard={heard}
          value={typeof value === 'number' ? value : undefined}
          decimals={field.digits ?? 0}
          {...(field.part === 'days' ? { unit: t('flow.unit.days') } : {})}
          {...(field.unit ? { unit: speech.nameOf(field.unit) } : {})}
          onBlur={endStep}
          onChange={one}
        />
      );
    case 'date':
      return <DatePicker heard={heard} value={texts[0]} onChange={one} />;
    case 'text':
      return <Input heard={heard} value={texts[0] ?? ''} most={100} onBlur={endStep} onChange={one} />;
    default: {
      const most = field.type === 'choices' ? { most: 1 } : {};
      if (field.pick === 'post') return <PostPicker value={texts[0]} onChange={one} />;
      if (field.pick) {
        return (
          <Part
            of={field.pick === 'person' ? personPicker : departmentPicker}
            value={texts}
            {...most}
            onChange={(next) => onChange(next ?? [])}
          />
        );
      }
      const choices = (field.options ?? []).map((option) => ({ value: option.id, label: speech.nameOf(option.words) }));
      return field.type === 'choices' ? (
        <Select heard={heard} value={texts[0]} choices={choices} onChange={one} />
      ) : (
        <MultiSelect heard={heard} value={texts} choices={choices} onChange={(next) => onChange(next ?? [])} />
      );
    }
  }
}
