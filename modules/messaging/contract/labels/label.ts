import { z } from 'zod';

/** Classification 密级 (P5, Z23), lowest first. What carries none is `internal`. */
export const classification = z.enum(['public', 'internal', 'ordinary', 'core']);
export type Classification = z.infer<typeof classification>;

/** The label of a body; a merged forward carries the highest of what it holds. */
export const labelOf = (body: Readonly<Record<string, unknown>> | null): Classification =>
  classification.safeParse(body?.classification).data ?? 'internal';

export const rankOf = (label: Classification): number => classification.options.indexOf(label);

/** The higher one. */
export const higherOf = (one: Classification, other: Classification): Classification =>
  rankOf(one) >= rankOf(other) ? one : other;

/** Whether only those may read it who are cleared for it. */
export const isSecret = (label: Classification): boolean => label === 'ordinary' || label === 'core';
