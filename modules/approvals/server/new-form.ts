import type { Definition } from '../contract/definition.ts';
import type { LoadedRequest } from './load-request.ts';

type Form = Readonly<Record<string, unknown>>;

/** What a command says of a form's new content: its number, and the day from which the request counts by it (事后). */
export function newForm({ definition, state }: Pick<LoadedRequest, 'definition' | 'state'>, form: Form) {
  return { form: state.form + 1, ...effectiveOn(definition, form) };
}

/** The day from which a request counts: of a stretch of time its first. Nothing where the form says none. */
export function effectiveOn(definition: Definition, form: Form): { effectiveOn?: string } {
  const day = definition.effectiveDateField === undefined ? undefined : dayOf(form[definition.effectiveDateField]);
  return day === undefined ? {} : { effectiveOn: day };
}

/** The day of a date, a half day or a stretch of time. */
export function dayOf(value: unknown): string | undefined {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  if (typeof value !== 'object' || value === null) return undefined;
  return dayOf('date' in value ? value.date : 'from' in value ? value.from : undefined);
}
