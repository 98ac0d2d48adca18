import { useState } from 'react';
import { useUnderWay } from '#kernel/web/uploads/under-way.tsx';
import type { FormDesign } from '../../contract/form-design.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { evaluateForm, type FormFacts, type FormOutcome } from '../../domain/form/evaluate-form.ts';
import { type Filling, rowsOf } from '../form/use-filling.ts';

/**
 * A form that is only tried: everything can be typed over, nothing is sent or kept. `check` tells everything that stands in the
 * way, as sending would; `forget` tells nothing any more.
 */
export function useTrialFilling(props: {
  design: FormDesign;
  facts: FormFacts;
  values: FormValues;
  outcome: FormOutcome;
  onValues: (values: FormValues) => void;
}): { readonly filling: Filling; readonly check: () => void; readonly forget: () => void } {
  const { design, facts, values, outcome } = props;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [attempts, setAttempts] = useState(0);
  const told = outcome.problems.filter(({ path, code }) => attempts > 0 || (touched.has(path) && code !== 'required'));
  const byPath = new Map(told.map((problem) => [problem.path, problem]));
  const set = (name: string, value: unknown) => {
    const { [name]: _, ...others } = values;
    props.onValues(value === undefined ? others : { ...others, [name]: value });
  };
  const check = () => setAttempts((before) => before + 1);
  const forget = () => {
    setAttempts(0);
    setTouched(new Set());
  };
  return {
    filling: {
      asked: { kind: '', title: { zh: '', en: '' }, design, permissions: {}, usual: 'edit', facts },
      values,
      outcome,
      set,
      setRows: (table, change) => set(table, change(rowsOf(values[table]))),
      touch: (path) => setTouched((before) => new Set(before).add(path)),
      problemAt: (path) => byPath.get(path),
      told,
      attempts,
      underWay: useUnderWay(),
      finish: async () => evaluateForm(design, values, facts).values,
      tell: check,
      restored: false,
      forget,
      startAfresh: forget,
    },
    check,
    forget,
  };
}
