import type { AskedNode } from '../contract/definition.ts';

/** What somebody may do with a field at a node. */
export type FieldAccess = AskedNode['fields'][string];

/**
 * 字段权限 of a field (or a column, as `table.column`) by a node's `fields`: what isn't named is as its table, and that as
 * `otherwise`: edited at the start, read at every node after it.
 */
export function fieldAccess(
  fields: Readonly<Record<string, FieldAccess>>,
  name: string,
  otherwise: FieldAccess = 'read',
): FieldAccess {
  if (Object.hasOwn(fields, name)) return fields[name] ?? otherwise;
  const dot = name.indexOf('.');
  return dot > 0 ? fieldAccess(fields, name.slice(0, dot), otherwise) : otherwise;
}
