import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { ScreenContext } from '#design/use-is-phone.ts';
import { useWords } from '#kernel/web/use-words.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { evaluateForm, type FormFacts, type FormOutcome } from '../../domain/form/evaluate-form.ts';
import { DesignedForm } from '../form/designed-form.tsx';
import { type Filling, rowsOf } from '../form/use-filling.ts';
import { words } from '../words.ts';

/** The real form, alive, on the values that it is tried with: everything can be typed over, nothing is sent or kept. */
export function FormPreview(props: {
  design: FormDesign;
  phone: boolean;
  facts: FormFacts;
  values: FormValues;
  outcome: FormOutcome;
  onValues: (values: FormValues) => void;
  /** Back to the usual values, or none. */
  onFill: (how: 'samples' | 'nothing') => void;
}) {
  const t = useWords(words);
  const { design, facts, values, outcome } = props;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [attempts, setAttempts] = useState(0);
  const told = outcome.problems.filter(({ path, code }) => attempts > 0 || (touched.has(path) && code !== 'required'));
  const byPath = new Map(told.map((problem) => [problem.path, problem]));
  const set = (name: string, value: unknown) => {
    const { [name]: _, ...others } = values;
    props.onValues(value === undefined ? others : { ...others, [name]: value });
  };
  const filling: Filling = {
    asked: { kind: '', title: { zh: '', en: '' }, design, permissions: {}, usual: 'edit', facts },
    values,
    outcome,
    set,
    setRows: (table, change) => set(table, change(rowsOf(values[table]))),
    touch: (path) => setTouched((before) => new Set(before).add(path)),
    problemAt: (path) => byPath.get(path),
    told,
    attempts,
    finish: () => evaluateForm(design, values, facts).values,
    tell: () => setAttempts((before) => before + 1),
    restored: false,
    forget: () => undefined,
    startAfresh: () => props.onFill('samples'),
  };
  const fill = (how: 'samples' | 'nothing') => {
    setAttempts(0);
    setTouched(new Set());
    props.onFill(how);
  };
  const form = (
    <DesignedForm
      filling={filling}
      end={
        <div className="gj-actions">
          <Button kind="primary" icon="check" onPress={() => setAttempts((before) => before + 1)}>
            {t('design.preview.check')}
          </Button>
          <Button onPress={() => fill('samples')}>{t('design.preview.samples')}</Button>
          <Button onPress={() => fill('nothing')}>{t('design.preview.nothing')}</Button>
          {attempts > 0 && told.length === 0 ? <span role="status">{t('design.preview.fine')}</span> : null}
        </div>
      }
    />
  );
  return (
    <section className="form-preview" aria-label={t('design.preview')} data-phone={props.phone || undefined}>
      <div className="form-screen">{props.phone ? <ScreenContext value="phone">{form}</ScreenContext> : form}</div>
    </section>
  );
}
