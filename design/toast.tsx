import { useEffect, useSyncExternalStore } from 'react';
import { useDesignWords } from './design-words.ts';

interface Told {
  readonly number: number;
  readonly text: string;
  readonly undo?: () => void;
}

let told: Told | undefined;
let count = 0;
const listeners = new Set<() => void>();
const change = (next: Told | undefined) => {
  told = next;
  for (const listener of listeners) listener();
};

/** Says that something is done, with the way back where there is one: undo beats "are you sure?". */
export function tell(text: string, undo?: () => void): void {
  count += 1;
  change({ number: count, text, ...(undo ? { undo } : {}) });
}

/** Where `tell` is shown; stands once in the frame. It stays eight seconds, and while it has the focus. */
export function Toast() {
  const words = useDesignWords();
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => told,
  );
  useEffect(() => {
    if (!now) return;
    const timer = setInterval(() => {
      if (!document.querySelector('.gj-toast:focus-within, .gj-toast:hover')) change(undefined);
    }, 8000);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <div className="gj-toast-place" role="status">
      {now ? (
        <div className="gj-toast">
          <span>{now.text}</span>
          {now.undo ? (
            <button
              type="button"
              onClick={() => {
                now.undo?.();
                change(undefined);
              }}
            >
              {words.undo}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
