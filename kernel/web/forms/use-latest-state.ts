import { useCallback, useRef, useState } from 'react';

/**
 * A state, and what it is by now: what began before it was changed (a file on its way, a sending that waits) asks `now`, where a
 * change stands at once and not with the next drawing. Both functions keep their identity.
 */
export function useLatestState<V>(initial: () => V): readonly [value: V, hold: (next: V) => void, now: () => V] {
  const [value, setValue] = useState(initial);
  const latest = useRef(value);
  const hold = useCallback((next: V) => {
    latest.current = next;
    setValue(() => next);
  }, []);
  const now = useCallback(() => latest.current, []);
  return [value, hold, now];
}
