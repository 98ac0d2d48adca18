import { type ComponentType, createElement, use } from 'react';
import { fetchOnce } from './fetch-once.ts';

/** A component that is fetched when first drawn. Unlike `lazy` of React, it can be tried again after a failure. */
export function fetchedComponent<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const fetched = fetchOnce(load);
  // biome-ignore lint/correctness/noComponentHookFactories: made once, where a module lists its screens
  return function Fetched(props: P) {
    return createElement(use(fetched()), props);
  };
}
