import type { Resource } from './apply-patch.ts';
import { enterpriseSchema, sameName } from './attributes.ts';

/** What is always there (RFC 7643, 7: `returned: always`). */
const always = ['schemas', 'id', 'meta'];

/**
 * A resource with the attributes that were asked for, or without those that weren't wanted (RFC 7644, 3.9). Names that
 * nothing has pick nothing.
 */
export function pickAttributes(
  resource: Resource,
  { attributes, excludedAttributes }: { attributes: readonly string[]; excludedAttributes: readonly string[] },
): Resource {
  if (attributes.length > 0) {
    const picked: Resource = {};
    for (const name of always) if (resource[name] !== undefined) picked[name] = resource[name];
    for (const path of attributes) {
      const found = lookUp(resource, path);
      if (!found) continue;
      const { holder, name, part } = found;
      const into = holder === resource ? picked : inside(picked, enterpriseSchema);
      into[name] = part === undefined ? holder[name] : merged(into[name], onlyPart(holder[name], part));
    }
    return picked;
  }
  const rest = JSON.parse(JSON.stringify(resource)) as Resource;
  for (const path of excludedAttributes) {
    const found = lookUp(rest, path);
    if (!found || always.includes(found.name)) continue;
    const { holder, name, part } = found;
    if (part === undefined) delete holder[name];
    else
      for (const one of [holder[name]].flat())
        if (typeof one === 'object' && one !== null) delete (one as Resource)[part];
  }
  return rest;
}

function lookUp(resource: Resource, path: string): { holder: Resource; name: string; part?: string } | undefined {
  const at = path.lastIndexOf(':');
  const schema = path.slice(0, Math.max(at, 0)).toLowerCase();
  const extension = resource[enterpriseSchema] as Resource | undefined;
  if (path.toLowerCase() === enterpriseSchema.toLowerCase())
    return extension ? { holder: resource, name: enterpriseSchema } : undefined;
  const holder = schema === enterpriseSchema.toLowerCase() ? extension : resource;
  const [first = '', part] = path.slice(at + 1).split('.');
  const name = sameName(Object.keys(holder ?? {}), first);
  if (!holder || name === undefined) return undefined;
  return { holder, name, ...(part === undefined ? {} : { part }) };
}

function inside(of: Resource, name: string): Resource {
  of[name] ??= {};
  return of[name] as Resource;
}

function onlyPart(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value.map((one) => onlyPart(one, part));
  if (typeof value !== 'object' || value === null) return value;
  const name = sameName(Object.keys(value), part);
  return name === undefined ? {} : { [name]: (value as Resource)[name] };
}

function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((held, index) => ({ ...held, ...other[index] }));
  return typeof one === 'object' && one !== null && !Array.isArray(one) ? { ...one, ...(other as object) } : other;
}
