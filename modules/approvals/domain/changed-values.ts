import { sameValue } from './form/apply-permissions.ts';

type Form = Readonly<Record<string, unknown>>;

/**
 * What is different in a form after somebody changed it with his answer, field by field; null where a value went. With what
 * he was shown before, it is all that he signs. Pure.
 */
export function changedValues(before: Form, after: Form): Record<string, unknown> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].filter((name) => !sameValue(before[name], after[name])).map((name) => [name, after[name] ?? null]),
  );
}
