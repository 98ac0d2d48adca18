import type { TemplateContent } from '../../contract/template.ts';

/** Somebody or something of this company that a content names by its id. */
export interface NamedId {
  readonly what: 'person' | 'department' | 'post' | 'role' | 'group';
  readonly id: string;
  /** Where it stands, the first time. */
  readonly path: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The properties that hold such ids, wherever they stand. A role by its built-in name is none: it is the same everywhere. */
const holders: Readonly<Record<string, NamedId['what']>> = {
  people: 'person',
  person: 'person',
  personId: 'person',
  departments: 'department',
  department: 'department',
  departmentId: 'department',
  post: 'post',
  posts: 'post',
  role: 'role',
  group: 'group',
  roles: 'role',
};

const isText = (value: unknown): value is string => typeof value === 'string';

function walk(
  value: unknown,
  path: readonly string[],
  meet: (what: NamedId['what'], id: string, path: readonly string[]) => string,
): unknown {
  if (Array.isArray(value)) return value.map((one, index) => walk(one, [...path, String(index)], meet));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      const what = holders[key];
      const here = [...path, key];
      const met = (id: string, at: readonly string[]) => (what && UUID.test(id) ? meet(what, id, at) : id);
      if (what && isText(held)) return [key, met(held, here)];
      if (what && Array.isArray(held) && held.every(isText)) {
        return [key, held.map((id, index) => met(id, [...here, String(index)]))];
      }
      return [key, walk(held, here, meet)];
    }),
  );
}

/** The people, departments, posts, roles and approver groups that a content names by id, each once. */
export function namedIds(content: TemplateContent): NamedId[] {
  const found = new Map<string, NamedId>();
  walk(content, [], (what, id, path) => {
    if (!found.has(id)) found.set(id, { what, id, path: path.join('.') });
    return id;
  });
  return [...found.values()];
}

/** The content with other ids in the place of those that the mapping knows. */
export const withIds = (content: TemplateContent, mapping: Readonly<Record<string, string>>): TemplateContent =>
  walk(content, [], (_, id) => (Object.hasOwn(mapping, id) ? (mapping[id] ?? id) : id)) as TemplateContent;
