import { use, useRef } from 'react';
import { Button } from '#design/button.tsx';
import { compileExpression } from '#kernel/expressions/compile-expression.ts';
import type { ExpressionType } from '#kernel/expressions/expression.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { CellField } from '../../contract/form-design.ts';
import { DesignedValue } from '../form/designed-value.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { askedName } from './describe-node.ts';
import { namesInText } from './expression-tokens.ts';
import { useFormKnows } from './form-context.ts';
import { InsertField } from './insert-field.tsx';
import { LabelsContext } from './labels-context.ts';
import { useConditions } from './sheet-context.ts';
import { useTyped } from './use-typed.ts';

const signs = ['+', '-', '*', '/', '(', ')'] as const;

/**
 * FEEL that computes a field: names put in by picking, checked against the form while it is typed, told in words, with what
 * it gives on the values that the form is tried with.
 */
export function FormulaField(props: {
  label: string;
  field: CellField;
  path: string;
  value: string;
  gives: ExpressionType;
  onChange: (text: string) => void;
}) {
  const t = useWords(words);
  const { speech, expressionNames } = useConditions();
  const { endStep, outcome } = useFormKnows();
  const told = use(LabelsContext);
  const box = useRef<HTMLTextAreaElement>(null);
  const { typed, set } = useTyped(props.value, (text) => text.trim() !== '' && text.length <= 500, props.onChange);
  const compiled = compileExpression(typed, expressionNames);
  const fault = 'run' in compiled ? undefined : compiled[0];
  const isOther = 'run' in compiled && compiled.gives !== props.gives;
  const problem = fault
    ? t(`flow.fault.${fault.fault}`, { piece: fault.piece })
    : isOther
      ? t('design.formula.gives', { type: t(`design.type.${props.gives}`) })
      : undefined;
  // An amount is counted in minor units, and only a field of money shows it in yuan again.
  const isMinor =
    ((props.field.kind === 'formula' && props.field.gives === 'number') || props.field.kind === 'number') &&
    [...namesInText(typed)].some((name) => speech.fields.some((one) => one.name === name && one.type === 'money'));
  const put = (text: string) => {
    const element = box.current;
    const [from, to] = element ? [element.selectionStart, element.selectionEnd] : [typed.length, typed.length];
    const before = typed.slice(0, from);
    const gap = before === '' || /[\s(]$/.test(before) || text === ')' ? '' : ' ';
    set(`${before}${gap}${text}${text === '(' ? '' : ' '}${typed.slice(to).trimStart()}`.slice(0, 500));
    element?.focus();
  };
  const [table, column] = props.path.split('.');
  const values = outcome.values;
  const rows =
    column === undefined ? undefined : (values[table ?? ''] as readonly Record<string, unknown>[] | undefined);
  const result = column === undefined ? values[props.path] : rows?.[0]?.[column];
  return (
    <div className="form-formula">
      <Labelled label={props.label} problem={problem}>
        {({ id, describedBy }) => (
          <textarea
            ref={box}
            id={id}
            aria-describedby={describedBy}
            aria-invalid={problem === undefined ? undefined : true}
            className="flow-feel"
            spellCheck={false}
            value={typed}
            maxLength={500}
            onBlur={endStep}
            onChange={(event) => set(event.target.value)}
          />
        )}
      </Labelled>
      <div className="form-formula-tools">
        <InsertField
          choices={speech.fields
            .filter((one) => props.gives === 'text' || one.type === 'number' || one.type === 'money')
            .map((one) => ({ value: one.name, label: askedName(one, speech), search: one.name }))}
          onPick={put}
        />
        {signs.map((sign) => (
          <Button key={sign} kind="quiet" label={t('design.insert.sign', { sign })} onPress={() => put(sign)}>
            {sign === '*' ? '×' : sign === '/' ? '÷' : sign}
          </Button>
        ))}
      </div>
      <p className="gj-second">{t('design.formula.words', { text: told(typed) })}</p>
      {isMinor ? <p className="form-minor">{t('design.formula.minor')}</p> : null}
      {problem === undefined ? (
        <p className="form-example">
          <span className="gj-second">{t('design.formula.result')}</span>{' '}
          {result === undefined ? t('design.formula.none') : <DesignedValue field={props.field} value={result} />}
        </p>
      ) : null}
    </div>
  );
}
