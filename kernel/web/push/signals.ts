import { useEffect, useEffectEvent } from 'react';

type Listener = (facts: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

/** Hands a signal (typing, presence, progress of a job) to who listens. Signals aren't kept. */
export function tellSignal(name: string, facts: unknown): void {
  for (const listener of listeners.get(name) ?? []) listener(facts);
}

/** Listens to a signal while the component is on screen. */
export function useSignal(name: string, listener: Listener): void {
  const heard = useEffectEvent(listener);
  useEffect(() => {
    const own: Listener = (facts) => heard(facts);
    const others = listeners.get(name) ?? new Set();
    listeners.set(name, others.add(own));
    return () => {
      others.delete(own);
    };
  }, [name]);
}
