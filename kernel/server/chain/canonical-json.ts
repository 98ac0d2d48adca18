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

/**
 * The one text that stands for a JSON value, by RFC 8785 (JSON Canonicalization Scheme): no space, keys in the order of
 * their UTF-16 code units, numbers as ECMAScript writes them. Its bytes are its UTF-8. Equal values give equal texts.
 * Throws `NotJson` for everything that would come back different or not at all: undefined, NaN, infinities, bigint,
 * dates and other objects with a class, holes, lone surrogates, cycles (anything nested deeper than `deepest` levels).
 */
export function canonicalJson(value: unknown, deepest = 200): string {
  return write(value, '$', deepest);
}

function write(value: unknown, path: string, levels: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotJson(path, String(value));
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return writeString(value, path);
  if (typeof value !== 'object') throw new NotJson(path, typeof value);
  if (levels <= 0) throw new NotJson(path, 'nested too deep');
  if (Array.isArray(value)) {
    // Array.from visits holes too, as undefined, which is refused.
    return `[${Array.from(value, (item: unknown, index) => write(item, `${path}[${index}]`, levels - 1)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotJson(path, 'an object with a class');
  if (Object.getOwnPropertySymbols(value).length > 0) throw new NotJson(path, 'a symbol as key');
  const entries = Object.entries(value as Record<string, unknown>);
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, item]) => `${writeString(key, path)}:${write(item, `${path}.${key}`, levels - 1)}`).join(',')}}`;
}

function writeString(text: string, path: string): string {
  if (!text.isWellFormed()) throw new NotJson(path, 'half a surrogate pair');
  return JSON.stringify(text);
}
