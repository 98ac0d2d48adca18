import { useEffect, useSyncExternalStore } from 'react';

let shown = 0;
const listeners = new Set<() => void>();
const move = (by: number) => {
  shown += by;
  for (const listener of listeners) listener();
};

/** Says that a secret is drawn, as long as it is. */
export function useSecretOnScreen(isSecret: boolean): void {
  useEffect(() => {
    if (!isSecret) return;
    move(1);
    return () => move(-1);
  }, [isSecret]);
}

/** Whether a secret is on screen. */
export const useIsSecretShown = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown > 0,
  );
