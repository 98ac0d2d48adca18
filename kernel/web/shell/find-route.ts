import type { RouteEntry } from './module-web.ts';

export interface FoundRoute<R extends Pick<RouteEntry, 'path'>> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** The route of an address. `/leave/new` wins over `/leave/:id`, whatever the order of the list. */
export function findRoute<R extends Pick<RouteEntry, 'path'>>(
  routes: readonly R[],
  address: string,
): FoundRoute<R> | undefined {
  const parts = split(address);
  let best: (FoundRoute<R> & { readonly rank: string }) | undefined;
  for (const route of routes) {
    const pattern = split(route.path);
    if (pattern.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((wanted, at) => {
      const part = parts[at] ?? '';
      if (!wanted.startsWith(':')) return wanted === part;
      params[wanted.slice(1)] = decode(part);
      return true;
    });
    const rank = pattern.map((wanted) => (wanted.startsWith(':') ? 0 : 1)).join('');
    if (fits && (!best || rank > best.rank)) best = { route, params, rank };
  }
  return best && { route: best.route, params: best.params };
}

/** Fills the parameters of a path: `/leave/:id` with `{ id }`. */
export const fillPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (whole, name: string) =>
    params[name] === undefined ? whole : encodeURIComponent(params[name]),
  );

const split = (path: string) => path.split('/').filter(Boolean);

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
