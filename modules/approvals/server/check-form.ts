import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { ProcessKind } from '../contract/process-kind.ts';

/** A form as its kind reads it; refuses as the pipeline refuses a wrong input, with the place in the form. */
export function checkForm(kind: ProcessKind, form: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parsed = kind.form.safeParse(form);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: ['form', ...path].join('.'), message }));
  throw refuse(invalidInput, { where: problems[0]?.path ?? 'form', what: problems[0]?.message ?? '', problems });
}
