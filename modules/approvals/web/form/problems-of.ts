import type { CallFailure } from '#kernel/web/calls/call-failure.ts';
import type { FormProblem } from '../../domain/form/evaluate-form.ts';

/** What the server found that the same code here had let through: a colleague who left, a design that changed meanwhile. */
export function problemsOf(failure: CallFailure): FormProblem[] {
  const { problems } = failure.facts;
  if (!Array.isArray(problems)) return [];
  return (problems as { path: string; message: string }[]).map(({ path, message }) => ({
    path: path.replace(/^form\.?/, ''),
    code: message === 'notFound' ? 'notFound' : 'rule',
    facts: {},
    ...(message === 'notFound' ? {} : { message: { zh: message, en: message } }),
  }));
}
