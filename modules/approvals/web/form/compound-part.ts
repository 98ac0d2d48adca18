import { isEmptyValue } from '../../contract/form-values.ts';

/** A value of several parts with some of them changed; nothing at all where nothing is left in it. */
export function compoundPart(value: object | undefined, change: Readonly<Record<string, unknown>>): object | undefined {
  const left = Object.entries({ ...value, ...change }).filter(([, part]) => !isEmptyValue(part));
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
