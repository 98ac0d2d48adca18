import { useDeferredValue, useMemo, useState } from 'react';
import type { DesignField, FormDesign } from '../../contract/form-design.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { evaluateForm, type FormFacts } from '../../domain/form/evaluate-form.ts';
import { initialValues } from '../../domain/form/initial-values.ts';
import { sampleValues } from './sample-values.ts';

/** What a value was typed for: a field that has become another kind takes a usual value again. */
const shapeOf = (field: DesignField): string =>
  [
    field.kind,
    'multiple' in field && field.multiple,
    'options' in field && field.options.map((option) => option.id),
    field.kind === 'table' && field.columns.map((column) => `${column.name} ${shapeOf(column)}`),
  ].join();

/** The values that a form is tried with: usual ones, with what was typed over them, and what comes of them all. */
export function useSamples(design: FormDesign, facts: FormFacts, word: string) {
  const [typed, setTyped] = useState<Readonly<Record<string, { shape: string; value: unknown }>>>({});
  const [usual, setUsual] = useState(true);
  const settled = useDeferredValue(design);
  const samples = useMemo(
    () => (usual ? sampleValues(settled, facts, word) : initialValues(settled, facts)),
    [settled, usual, facts, word],
  );
  const values = useMemo(() => {
    const all: Record<string, unknown> = { ...samples };
    for (const field of settled.fields) {
      const own = typed[field.name];
      if (own && own.shape === shapeOf(field)) all[field.name] = own.value;
    }
    return all;
  }, [samples, typed, settled]);
  const outcome = useMemo(() => evaluateForm(settled, values, facts), [settled, values, facts]);
  return {
    design: settled,
    values,
    outcome,
    setValues: (next: FormValues) =>
      setTyped(
        Object.fromEntries(
          settled.fields.map((field) => [field.name, { shape: shapeOf(field), value: next[field.name] }]),
        ),
      ),
    fill: (how: 'samples' | 'nothing') => {
      setTyped({});
      setUsual(how === 'samples');
    },
  };
}
