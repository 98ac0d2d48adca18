const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** What somebody pasted to name a thing: the ids in it; without any, what may be a number or an account. */
export function thingNamed(pasted: string): { readonly ids: readonly string[]; readonly number: string } {
  const ids = [...new Set([...pasted.matchAll(uuid)].map(([id]) => id.toLowerCase()))].slice(0, 20);
  return { ids, number: ids.length > 0 ? '' : pasted.trim().slice(0, 200) };
}
