import { useDeferredValue, useMemo } from 'react';
import { type Translate, useWords } from '#kernel/web/language/use-words.ts';
import { bothLanguages, type FormDesign } from '../../contract/form-design.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import type { ShownProblem } from './flow-problems.ts';
import { designProblems, type PlacedDesignProblem } from './form-problems.ts';
import { findField } from './form-tree.ts';

/** What is wrong with a form, in words, at the fields; checked while the browser has time, so that typing is never held up. */
export function useDesignProblems(design: FormDesign): readonly ShownProblem[] {
  const t = useWords(words) as Translate<string>;
  const labelOf = useLabelOf(design);
  const settled = useDeferredValue(design);
  const found = useMemo(() => designProblems(settled), [settled]);
  return found.map((problem) => ({ at: problem.at, severity: 'error', text: describe(problem, t, labelOf) }));
}

function describe(problem: PlacedDesignProblem, t: Translate<string>, labelOf: (path: string) => string): string {
  const { facts, index } = problem;
  const part = index === undefined ? t(`design.part.${problem.part}`) : t('design.validation', { number: index + 1 });
  return t(`design.problem.${problem.code}`, {
    ...facts,
    part,
    ...(typeof facts.name === 'string' && { name: labelOf(facts.name) }),
    ...(Array.isArray(facts.names) && { names: facts.names.map((one) => labelOf(String(one))) }),
    ...(typeof facts.fault === 'string' && { fault: t(`flow.fault.${facts.fault}`, facts) }),
  });
}

/** What the field at a path is called: 明细 · 金额. A path that leads nowhere says itself. */
export function useLabelOf(design: FormDesign): (path: string) => string {
  const t = useWords(words);
  const spoken = useSpoken();
  return (path) => {
    const [table = '', column] = path.split('.');
    return (column === undefined ? [table] : [table, path])
      .map((one) => {
        const field = findField(design, one)?.field;
        if (!field) return one;
        return field.kind === 'note' ? t('design.kind.note') : spoken(bothLanguages(field.label));
      })
      .join(' · ');
  };
}
