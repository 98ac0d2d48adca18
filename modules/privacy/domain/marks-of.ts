import type { z } from 'zod';
import { fieldsOf } from '#kernel/contract/fields-of.ts';
import { type PersonalMark, personalMarkOf } from '#kernel/contract/personal.ts';

/** How fields of a shape are marked: those that are marked alike together, in the order in which they come. */
export interface MarkedFields extends PersonalMark {
  readonly fields: readonly string[];
}

/** The marked fields at any depth of a shape; shapes may refer to themselves. */
export function marksOf(shape: z.ZodType): MarkedFields[] {
  const found = new Map<string, { mark: PersonalMark; fields: Set<string> }>();
  for (const { name, schema } of fieldsOf(shape)) {
    const mark = personalMarkOf(schema);
    if (!mark) continue;
    const key = JSON.stringify([mark.purpose, mark.basis, mark.sensitivity, mark.retention]);
    const alike = found.get(key) ?? { mark, fields: new Set() };
    alike.fields.add(name);
    found.set(key, alike);
  }
  return [...found.values()].map(({ mark, fields }) => ({ ...mark, fields: [...fields] }));
}
