import { type ComponentType, createContext, useContext } from 'react';
import { mayUse, useViewerState } from '../identity/viewer.ts';
import type { ModuleWords } from '../language/module-words.ts';
import type { ModuleWeb, NavigationEntry, PlaceName, RouteEntry } from './module-web.ts';

/** A route or entry together with the words that its module names it by. */
export type Worded<T> = T & { readonly words: ModuleWords };

export interface AppMap {
  readonly routes: readonly Worded<RouteEntry>[];
  readonly entries: readonly Worded<NavigationEntry>[];
  readonly background: readonly ComponentType[];
  readonly bars: readonly ComponentType[];
  readonly parts: ReadonlyMap<string, ComponentType<never>>;
}

/** Puts the modules' routes, entries and parts together; refuses a path or part given twice. */
export function appMap(modules: readonly ModuleWeb[]): AppMap {
  const routes = modules.flatMap((module) => module.routes.map((route) => ({ ...route, words: module.words })));
  const seen = new Set<string>();
  for (const { path } of routes) {
    const shape = path.replace(/:\w+/g, ':');
    if (seen.has(shape)) throw new Error(`two modules declare the route ${path}`);
    seen.add(shape);
  }
  const entries = modules
    .flatMap((module) => (module.navigation ?? []).map((entry) => ({ ...entry, words: module.words })))
    .sort((one, other) => one.order - other.order);
  const parts = new Map<string, ComponentType<never>>();
  for (const { name, component } of modules.flatMap((module) => module.parts ?? [])) {
    if (parts.has(name)) throw new Error(`two modules offer the part ${name}`);
    parts.set(name, component);
  }
  return {
    routes,
    entries,
    parts,
    background: modules.flatMap((module) => module.background ?? []),
    bars: modules.flatMap((module) => module.bars ?? []),
  };
}

export const AppMapContext = createContext<AppMap>({
  routes: [],
  entries: [],
  background: [],
  bars: [],
  parts: new Map(),
});
export const useAppMap = (): AppMap => useContext(AppMapContext);

/** The entries that the viewer may use, of one place or of all, in their order. A place's page shows its own. */
export function useEntries(place?: PlaceName): readonly Worded<NavigationEntry>[] {
  const { entries } = useAppMap();
  const viewer = useViewerState();
  return entries.filter((entry) => (!place || entry.place === place) && mayUse(viewer, entry.permission));
}
