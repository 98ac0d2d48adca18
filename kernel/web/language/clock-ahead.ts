import { useSyncExternalStore } from 'react';

let aheadMs = 0;
const listeners = new Set<() => void>();

/** Tells the screens how far the company's clock is ahead of this machine's: a sample's may have been moved. */
export function setClockAhead(ms: number): void {
  if (ms === aheadMs) return;
  aheadMs = ms;
  for (const listener of listeners) listener();
}

/** The company's time now, in ms of the epoch. */
export const companyNow = (): number => Date.now() + aheadMs;

/** Milliseconds by which the company's clock is ahead of this machine's; 0 but in a sample. */
export const useClockAhead = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => aheadMs,
  );
