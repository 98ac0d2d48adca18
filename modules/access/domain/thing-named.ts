const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** What somebody pasted to name a thing: the ids in it; without any, what may be a number or an account; of an address its path. */
export function thingNamed(pasted: string): {
  readonly ids: readonly string[];
  readonly number: string;
  readonly path: string;
} {
  const typed = pasted.trim();
  const ids = [...new Set([...typed.matchAll(uuid)].map(([id]) => id.toLowerCase()))].slice(0, 20);
  const address = /^(?:https?:\/\/[^/\s]+)?(\/[^\s?#]*)/i.exec(typed)?.[1] ?? '';
  return {
    ids,
    number: ids.length > 0 ? '' : typed.slice(0, 200),
    path: address.replace(/\/+$/, '').slice(0, 200),
  };
}
