/** What JSON can hold. Numbers are doubles: money and other exact amounts go in as integer minor units or as text. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The value, or a part of it, is something that JSON can't hold; `path` tells where, as in `$.opinion[2]`. */
export class NotJson extends Error {
  readonly path: string;

  constructor(path: string, what: string) {
    super(`${path} can't be held by JSON: ${what}`);
    this.name = 'NotJson';
    this.path = path;
  }
}

/** Thrown inside, where the place isn't known yet: each level on the way out puts its own part before it. */
class Misfit {
  readonly what: string;
  path = '';

  constructor(what: string) {
    this.what = what;
  }
}

/**
 * The one text that stands for a JSON value, by RFC 8785 (JSON Canonicalization Scheme): no space, keys in the order of
 * their UTF-16 code units, numbers as ECMAScript writes them. Its bytes are its UTF-8. Equal values give equal texts.
 * Throws `NotJson` for everything that would come back different or not at all: undefined, NaN, infinities, bigint,
 * dates and other objects with a class, holes, lone surrogates, cycles (anything nested deeper than `deepest` levels).
 */
export function canonicalJson(value: unknown, deepest = 200): string {
  try {
    return write(value, deepest);
  } catch (error) {
    throw error instanceof Misfit ? new NotJson(`$${error.path}`, error.what) : error;
  }
}

function write(value: unknown, levels: number): string {
  if (typeof value === 'string') return writeString(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Misfit(String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new Misfit(typeof value);
  if (levels <= 0) throw new Misfit('nested too deep');
  return Array.isArray(value) ? writeArray(value, levels) : writeObject(value as Record<string, unknown>, levels);
}

function writeArray(items: readonly unknown[], levels: number): string {
  let text = '[';
  let index = 0;
  try {
    // By index, so that a hole is met as undefined, which is refused.
    for (; index < items.length; index += 1) text += (index > 0 ? ',' : '') + write(items[index], levels - 1);
  } catch (error) {
    throw inside(error, `[${index}]`);
  }
  return `${text}]`;
}

function writeObject(value: Record<string, unknown>, levels: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new Misfit('an object with a class');
  if (Object.getOwnPropertySymbols(value).length > 0) throw new Misfit('a symbol as key');
  let text = '{';
  for (const key of sortedKeys(value)) {
    text += (text.length > 1 ? ',' : '') + writeKey(key);
    try {
      text += write(value[key], levels - 1);
    } catch (error) {
      throw inside(error, `.${key}`);
    }
  }
  return `${text}}`;
}

/** The keys in the order of their UTF-16 code units. Objects have few: put in place one by one, they need no second list. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  if (keys.length > mostInPlace) return keys.sort();
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] as string;
    let place = index;
    for (; place > 0 && (keys[place - 1] as string) > key; place -= 1) keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
}
const mostInPlace = 30;

const written = new Map<string, string>();
const mostWritten = 2_000;

/** The same few keys stand in everything that is recorded. */
function writeKey(key: string): string {
  const known = written.get(key);
  if (known !== undefined) return known;
  const text = `${writeString(key)}:`;
  if (written.size < mostWritten && key.length <= 40) written.set(key, text);
  return text;
}

function inside(error: unknown, part: string): unknown {
  if (error instanceof Misfit) error.path = part + error.path;
  return error;
}

/** Ids, instants, names of things: nothing in it has to be written in another way. */
const plain = /^[\w .:+-]*$/;

function writeString(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new Misfit('half a surrogate pair');
  return JSON.stringify(text);
}
