/** A record as cells: what lies deeper by its path (`department.name`), lists and the like as JSON. */
export function flatRow(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (value === null || value === undefined) return new Map([[path, '']]);
  if (typeof value !== 'object') return new Map([[path, String(value)]]);
  if (Array.isArray(value)) {
    const isPlain = value.every((one) => typeof one !== 'object' || one === null);
    return new Map([[path, isPlain ? value.join(', ') : JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [...flatRow(inner, path ? `${path}.${name}` : name)]),
  );
}
