import { useWords } from '#kernel/web/language/use-words.ts';
import type { FormProblem } from '../../domain/form/evaluate-form.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

/** What stands in the way at a field, in words. */
export function useProblemWords(): (problem: FormProblem | undefined) => string | undefined {
  const t = useWords(words);
  const spoken = useSpoken();
  return (problem) => {
    if (!problem) return undefined;
    return problem.message ? spoken(problem.message) : t(`form.problem.${problem.code}`, problem.facts);
  };
}
