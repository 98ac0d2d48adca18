import { useEffect, useSyncExternalStore } from 'react';
import { useDesignWords } from './design-words.ts';

/** The one thing that can be done about what is told. */
export interface ToastAction {
  readonly word: string;
  readonly act: () => void;
}

interface Told {
  readonly number: number;
  readonly text: string;
  readonly action?: ToastAction | (() => void);
}

let told: Told | undefined;
let count = 0;
const listeners = new Set<() => void>();
const change = (next: Told | undefined) => {
  told = next;
  for (const listener of listeners) listener();
};

/**
 * Says that something is done or has come, with the way back where there is one (a function: undo beats "are you sure?")
 * or the way there, with a word of its own. What it gives takes this away, once the way back leads elsewhere.
 */
export function tell(text: string, action?: ToastAction | (() => void)): () => void {
  count += 1;
  const number = count;
  change({ number, text, ...(action ? { action } : {}) });
  return () => {
    if (told?.number === number) change(undefined);
  };
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
  const action = typeof now?.action === 'function' ? { word: words.undo, act: now.action } : now?.action;
  return (
    <div className="gj-toast-place" role="status">
      {now ? (
        <div className="gj-toast">
          <span>{now.text}</span>
          {action ? (
            <button
              type="button"
              onClick={() => {
                action.act();
                change(undefined);
              }}
            >
              {action.word}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
