import { z } from 'zod';
import { type PersonalMark, personalMarkOf } from '#kernel/contract/personal.ts';

/** How fields of a shape are marked: those that are marked alike together, in the order in which they come. */
export interface MarkedFields extends PersonalMark {
  readonly fields: readonly string[];
}

/** The marked fields at any depth of a shape; shapes may refer to themselves. */
export function marksOf(shape: z.ZodType): MarkedFields[] {
  const seen = new Set<z.ZodType>();
  const found = new Map<string, { mark: PersonalMark; fields: Set<string> }>();
  const walk = (schema: z.ZodType): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    if (schema instanceof z.ZodObject) {
      for (const [name, inner] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
        const mark = personalMarkOf(inner);
        if (mark) {
          const key = JSON.stringify([mark.purpose, mark.basis, mark.sensitivity, mark.retention]);
          const alike = found.get(key) ?? { mark, fields: new Set() };
          alike.fields.add(name);
          found.set(key, alike);
        }
        walk(inner);
      }
    }
    for (const inner of insideOf(schema)) walk(inner as z.ZodType);
  };
  walk(shape);
  return [...found.values()].map(({ mark, fields }) => ({ ...mark, fields: [...fields] }));
}

function insideOf(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodUnion) return schema.options;
  if (schema instanceof z.ZodTuple) return schema.def.items;
  if (schema instanceof z.ZodIntersection) return [schema.def.left, schema.def.right];
  if (schema instanceof z.ZodPipe) return [schema.in, schema.out];
  const wraps =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodLazy;
  return wraps ? [schema.unwrap()] : [];
}
