import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** Keys one after the other, as `KeyboardEvent.key` names them: `?`, `/`, `g m`. */
  readonly keys: string;
  readonly word: string;
  readonly run: () => void;
}

let all: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
const change = (next: readonly Shortcut[]) => {
  all = next;
  for (const listener of listeners) listener();
};

/** A key (or two, one after the other) that does something while the component is on screen. Told by `?`. */
export function useShortcut(keys: string, word: string, run: () => void): void {
  const pressed = useEffectEvent(run);
  useEffect(() => {
    const own: Shortcut = { keys, word, run: () => pressed() };
    change([...all, own]);
    return () => change(all.filter((shortcut) => shortcut !== own));
  }, [keys, word]);
}

export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );

/** How long the first key of two waits for the second, in ms. */
const patience = 1_500;
let first: { key: string; at: number } | undefined;

/** Runs shortcuts, except while somebody types or an input method composes. Gives the way to stop. */
export function listenForShortcuts(): () => void {
  const heard = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    const target = event.target as HTMLElement | null;
    if (target?.closest?.('input, textarea, select, [contenteditable="true"], dialog')) return;
    const started = first && event.timeStamp - first.at < patience ? `${first.key} ${event.key}` : undefined;
    const found =
      all.findLast((shortcut) => shortcut.keys === started) ?? all.findLast((shortcut) => shortcut.keys === event.key);
    first = { key: event.key, at: event.timeStamp };
    if (!found) return;
    first = undefined;
    event.preventDefault();
    found.run();
  };
  document.addEventListener('keydown', heard);
  return () => document.removeEventListener('keydown', heard);
}
