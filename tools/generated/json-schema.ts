import { z } from 'zod';

export type JsonSchema = { readonly [key: string]: unknown };

/**
 * The JSON Schema (2020-12) of a shape as callers write it (`input`) or get it (`output`).
 * Shapes that refer to themselves come as `$defs`; those are handed to `shared` under a name of their own,
 * since a reference inside an OpenAPI document counts from the document.
 */
export function jsonSchema(
  shape: z.ZodType,
  io: 'input' | 'output',
  name: string,
  shared: (name: string, schema: JsonSchema) => void,
): JsonSchema {
  const made = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  const { $schema: _, $defs, ...own } = made;
  const place = (ref: string): string => (ref === '#' ? name : `${name}.${ref.slice('#/$defs/'.length)}`);
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        key === '$ref' && typeof inner === 'string'
          ? [key, `#/components/schemas/${place(inner)}`]
          : [key, moved(inner)],
      ),
    );
  };
  for (const [key, schema] of Object.entries($defs ?? {})) shared(`${name}.${key}`, moved(schema) as JsonSchema);
  const result = moved(own) as JsonSchema;
  if (!JSON.stringify(own).includes('"$ref":"#"')) return result;
  shared(name, result);
  return { $ref: `#/components/schemas/${name}` };
}
