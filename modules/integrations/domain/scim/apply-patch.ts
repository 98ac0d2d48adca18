import { type Filter, filter as matcherOf } from 'scim2-parse-filter';
import { refuse } from '#kernel/contract/failure.ts';
import { scimRefused } from '../../contract/failures.ts';
import { type Attribute, enterpriseSchema, sameName, userAttributes } from './attributes.ts';
import { parsePath, type Target } from './parse-path.ts';

export type Resource = Record<string, unknown>;
export interface PatchOperation {
  readonly op: string;
  readonly path?: string | undefined;
  readonly value?: unknown;
}
type What = 'add' | 'replace' | 'remove';
type ScimType = 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue' | 'mutability';

const wrong = (scimType: ScimType, detail: string) => refuse(scimRefused, { scimType, detail: detail.slice(0, 300) });
const isObject = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a resource is after these operations (RFC 7644, 3.5.2), in their order; the one given stays as it is. Refuses with
 * `scimRefused` paths that lead nowhere, values that don't fit, and what may not be written. Values without a path may
 * bring attributes that aren't kept here: those are passed over, as in a POST.
 */
export function applyPatch(resource: Resource, operations: readonly PatchOperation[]): Resource {
  const result = JSON.parse(JSON.stringify(resource)) as Resource;
  for (const { op, path = '', value } of operations) {
    const what = sameName(['add', 'replace', 'remove'], op) as What | undefined;
    if (!what) throw wrong('invalidSyntax', `op ${op}`);
    if (what !== 'remove' && value === undefined) throw wrong('invalidValue', `${op} ${path}`);
    if (path === '') applyWhole(result, what, value);
    else {
      const target = parsePath(path);
      if (!target) throw wrong('invalidPath', path);
      if (target !== 'extension' && target.attribute.readOnly) throw wrong('mutability', path);
      change(result, what, target, value);
    }
  }
  return result;
}

function applyWhole(resource: Resource, what: What, value: unknown): void {
  if (what === 'remove') throw wrong('noTarget', 'path');
  if (!isObject(value)) throw wrong('invalidValue', 'value');
  for (const [key, part] of Object.entries(value)) {
    const target = parsePath(key);
    if (target && (target === 'extension' || !target.attribute.readOnly)) change(resource, what, target, part);
  }
}

function change(resource: Resource, what: What, target: Target, value: unknown): void {
  if (target === 'extension') {
    if (what === 'remove') delete resource[enterpriseSchema];
    else if (!isObject(value)) throw wrong('invalidValue', enterpriseSchema);
    else
      for (const [key, part] of Object.entries(value)) {
        const attribute = userAttributes.find((one) => one.enterprise && sameName([one.name], key));
        if (attribute && !attribute.readOnly) change(resource, what, { attribute }, part);
      }
    return;
  }
  const { attribute, part, filter } = target;
  const holder = attribute.enterprise ? holderOf(resource, enterpriseSchema) : resource;
  if (attribute.many) holder[attribute.name] = changed(elementsOf(holder[attribute.name]), what, target, value);
  else if (filter) throw wrong('invalidPath', attribute.name);
  else if (part !== undefined) {
    const whole = holderOf(holder, attribute.name);
    if (what === 'remove') delete whole[part];
    else whole[part] = value;
  } else if (what === 'remove' || value === null) delete holder[attribute.name];
  else if (attribute.parts) Object.assign(holderOf(holder, attribute.name), partsOf(attribute, value));
  else holder[attribute.name] = value;
}

/** The elements of an attribute that has several, after one operation. */
function changed(
  elements: Resource[],
  what: What,
  { attribute, part, filter }: Exclude<Target, 'extension'>,
  value: unknown,
): Resource[] {
  if (!filter && part === undefined) {
    if (what === 'remove' || value === null) return [];
    const given = [value].flat().map((one) => partsOf(attribute, one));
    if (what === 'replace') return given;
    const isNew = (one: Resource) => !elements.some((held) => held.value === one.value && held.type === one.type);
    return [...elements, ...given.filter(isNew)];
  }
  const fits = filter ? matcherOf(filter) : () => true;
  const meant = elements.filter((element) => fits(element));
  if (what === 'remove') {
    if (part === undefined) return elements.filter((element) => !meant.includes(element));
    for (const element of meant) delete element[part];
    return elements;
  }
  if (meant.length === 0) {
    if (filter && what === 'replace') throw wrong('noTarget', attribute.name);
    const made = filter ? partsOf(attribute, equalities(filter)) : {};
    elements.push(made);
    meant.push(made);
  }
  for (const element of meant)
    Object.assign(element, part === undefined ? partsOf(attribute, value) : { [part]: value });
  return elements;
}

/** What a filter says that something is: `type eq "work"` makes an element of that type. */
function equalities(filter: Filter): Resource {
  if (filter.op === 'eq') return { [filter.attrPath]: filter.compValue };
  return filter.op === 'and' ? Object.assign({}, ...filter.filters.map(equalities)) : {};
}

/** The sub-attributes that are known, by their own names. A bare value is the `value`. */
function partsOf(attribute: Attribute, value: unknown): Resource {
  const names = attribute.parts ?? [];
  if (!isObject(value)) {
    if (typeof value !== 'string' || !names.includes('value')) throw wrong('invalidValue', attribute.name);
    return { value };
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      const name = sameName(names, key);
      return name === undefined ? [] : [[name, one]];
    }),
  );
}

function holderOf(of: Resource, name: string): Resource {
  const held = isObject(of[name]) ? of[name] : {};
  of[name] = held;
  return held;
}

const elementsOf = (value: unknown): Resource[] => (Array.isArray(value) ? value.filter(isObject) : []);
