import { z } from 'zod';

/** A field somewhere inside a shape: its own name and its schema. */
export type Field = { readonly name: string; readonly schema: z.ZodType };

/** Every named field inside a shape, at any depth, each schema once (shapes may refer to themselves). */
export function fieldsOf(shape: z.ZodType): readonly Field[] {
  const seen = new Set<z.ZodType>();
  const fields: Field[] = [];
  const walk = (schema: z.ZodType | undefined): void => {
    if (!schema || seen.has(schema)) return;
    seen.add(schema);
    if (schema instanceof z.ZodObject) {
      for (const [name, inner] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
        fields.push({ name, schema: inner });
        walk(inner);
      }
    }
    for (const inner of insideOf(schema)) walk(inner as z.ZodType);
  };
  walk(shape);
  return fields;
}

function insideOf(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodUnion) return schema.options;
  if (schema instanceof z.ZodTuple) return schema.def.items;
  if (schema instanceof z.ZodIntersection) return [schema.def.left, schema.def.right];
  if (schema instanceof z.ZodPipe) return [schema.in, schema.out];
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodLazy
  )
    return [schema.unwrap()];
  return [];
}
