import type { TemplateChange, TemplateContent } from '../../contract/template.ts';

type Part = TemplateChange['part'];
type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What identifies an element of a list: nodes and branches have an id, fields and columns a name that is no wording. */
function keyOf(value: unknown): string | undefined {
  if (!isPlain(value)) return undefined;
  if (typeof value.id === 'string') return value.id;
  return typeof value.name === 'string' && 'kind' in value ? value.name : undefined;
}

/** What an element is called for people. */
function nameOf(value: unknown): TemplateChange['name'] {
  if (!isPlain(value)) return undefined;
  const said = value.label ?? (typeof value.id === 'string' ? value.name : undefined) ?? value.words;
  if (typeof said === 'string') return { zh: said, en: said };
  if (!isPlain(said) || typeof said.zh !== 'string') return undefined;
  return { zh: said.zh, en: typeof said.en === 'string' ? said.en : said.zh };
}

/** Equal as JSON: a property that isn't there and one without a value are the same. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => same(value, other[index]));
  }
  if (!isPlain(one) || !isPlain(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]));
}

type Named = TemplateChange['name'];

function* between(
  part: Part,
  at: readonly string[],
  name: Named,
  before: unknown,
  after: unknown,
): Generator<TemplateChange> {
  if (same(before, after)) return;
  const said = name ? { name } : {};
  if (isPlain(before) && isPlain(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* between(part, [...at, key], name, before[key], after[key]);
    }
    return;
  }
  const keyed =
    Array.isArray(before) && Array.isArray(after) && [...before, ...after].every((one) => keyOf(one) !== undefined);
  if (!keyed) {
    const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    yield {
      part,
      what,
      at: [...at],
      ...said,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
    return;
  }
  const old = new Map(before.map((value) => [keyOf(value) ?? '', value]));
  const now = new Map(after.map((value) => [keyOf(value) ?? '', value]));
  const called = (value: unknown) => {
    const own = nameOf(value);
    return own ? { name: own } : {};
  };
  for (const [key, value] of old) {
    if (!now.has(key)) yield { part, what: 'removed', at: [...at, key], ...called(value), before: value };
  }
  for (const [key, value] of now) {
    if (old.has(key)) yield* between(part, [...at, key], nameOf(value) ?? name, old.get(key), value);
    else yield { part, what: 'added', at: [...at, key], ...called(value), after: value };
  }
  for (const key of moved(
    [...old.keys()].filter((one) => now.has(one)),
    [...now.keys()].filter((one) => old.has(one)),
  )) {
    yield { part, what: 'moved', at: [...at, key], ...called(now.get(key)) };
  }
}

/** The fewest keys that have changed their place: those outside the longest run that kept its order. */
function moved(before: readonly string[], after: readonly string[]): string[] {
  const place = new Map(before.map((key, index) => [key, index]));
  const tails: number[] = [];
  const previous: number[] = [];
  const order = after.map((key) => place.get(key) ?? 0);
  for (const [index, value] of order.entries()) {
    let from = 0;
    let to = tails.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((order[tails[middle] ?? 0] ?? 0) < value) from = middle + 1;
      else to = middle;
    }
    previous[index] = from > 0 ? (tails[from - 1] ?? -1) : -1;
    tails[from] = index;
  }
  const stayed = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) stayed.add(index);
  return after.filter((_, index) => !stayed.has(index));
}

/**
 * The differences from one content to another, in the order form, flow, settings. Fields, columns, nodes and branches are
 * recognised by their names and ids, so that one which only moved, or only changed its wording, is told as that.
 */
export function compareContents(before: TemplateContent, after: TemplateContent): TemplateChange[] {
  return [
    ...between('form', [], undefined, before.design ?? undefined, after.design ?? undefined),
    ...between('flow', [], undefined, before.definition, after.definition),
    ...between('settings', [], undefined, before.settings, after.settings),
  ];
}
