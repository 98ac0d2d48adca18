type Json = { readonly [key: string]: unknown };

/**
 * What callers of the older description would miss in the newer one: a removed operation or event (unless it was marked
 * `deprecated` before), a removed field, a field that may now be absent from an answer, an input that is newly asked for,
 * a value that is no longer taken, another type.
 */
export function compareOpenApi(older: Json, newer: Json): readonly string[] {
  const findings: string[] = [];
  const newerPaths = object(newer.paths);
  for (const [path, item] of Object.entries(object(older.paths))) {
    const before = object(object(item).post);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!newerPaths[path]) {
      if (before.deprecated !== true) findings.push(`${name} is gone without having been deprecated`);
      continue;
    }
    const now = object(object(newerPaths[path]).post);
    compare(inputOf(before), inputOf(now), 'input', `${name} input`);
    compare(outputOf(before), outputOf(now), 'output', `${name} output`);
  }
  const newerEvents = object(newer['x-events']);
  for (const [name, item] of Object.entries(object(older['x-events']))) {
    const [before, now] = [object(item), object(newerEvents[name])];
    if (!newerEvents[name] && before.deprecated !== true) findings.push(`event ${name} is gone`);
    else if (before.version === now.version) compare(before.facts, now.facts, 'output', `event ${name}`);
  }
  return findings;

  function compare(
    oldSchema: unknown,
    newSchema: unknown,
    io: 'input' | 'output',
    where: string,
    under: readonly string[] = [],
  ): void {
    const [before, now] = [resolved(older, oldSchema), resolved(newer, newSchema)];
    if (JSON.stringify(before) === '{}' || JSON.stringify(now) === '{}') return;
    const ref = object(oldSchema).$ref;
    if (typeof ref === 'string' && under.includes(ref)) return;
    const below = typeof ref === 'string' ? [...under, ref] : under;
    if (before.type !== now.type) findings.push(`${where} was ${shown(before.type)} and is ${shown(now.type)}`);
    const [had, has] = [object(before.properties), object(now.properties)];
    const [was, is] = [list(before.required), list(now.required)];
    for (const [field, schema] of Object.entries(had)) {
      if (!(field in has)) findings.push(`${where} has lost ${field}`);
      else compare(schema, has[field], io, `${where} ${field}`, below);
      if (io === 'output' && field in has && was.includes(field) && !is.includes(field))
        findings.push(`${where} may now lack ${field}`);
    }
    if (io === 'input') for (const field of is) if (!was.includes(field)) findings.push(`${where} now needs ${field}`);
    if (io === 'input' && Array.isArray(now.enum))
      for (const value of list(before.enum))
        if (!list(now.enum).includes(value)) findings.push(`${where} no longer takes ${value}`);
    if (before.items && now.items) compare(before.items, now.items, io, `${where}[]`, below);
  }
}

const object = (value: unknown): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
const shown = (type: unknown): string => (type === undefined ? 'of several types' : String(type));

function resolved(document: Json, schema: unknown): Json {
  const ref = object(schema).$ref;
  if (typeof ref !== 'string') return object(schema);
  const name = ref.slice('#/components/schemas/'.length);
  return object(object(object(document.components).schemas)[name]);
}

function jsonOf(content: unknown): unknown {
  return object(object(object(content).content)['application/json']).schema;
}

function inputOf(operation: Json): unknown {
  return operation['x-input'] ?? jsonOf(operation.requestBody);
}

function outputOf(operation: Json): unknown {
  return jsonOf(object(operation.responses)['200']);
}
