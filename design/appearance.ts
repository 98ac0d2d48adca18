import { useSyncExternalStore } from 'react';

/** What a person chose for this device. `system` follows the device. */
export interface Appearance {
  readonly theme: 'system' | 'light' | 'dark';
  readonly type: 'usual' | 'large';
  readonly density: 'usual' | 'dense';
  /** No pictures and previews until asked for. */
  readonly saveData: boolean;
}

const key = 'guiju.appearance';
const initial: Appearance = { theme: 'system', type: 'usual', density: 'usual', saveData: false };
const listeners = new Set<() => void>();

function read(): Appearance {
  try {
    return { ...initial, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Appearance>) };
  } catch {
    return initial;
  }
}
let current = read();

/** Changes the look of this device, remembered where the browser allows it. */
export function changeAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing: the choice holds until the page is closed.
  }
  for (const listener of listeners) listener();
}

export const useAppearance = (): Appearance =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
