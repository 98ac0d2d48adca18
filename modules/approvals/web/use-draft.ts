import { useRef, useState } from 'react';
import { forgetDraft, keepDraft, readDraft } from '#kernel/web/drafts.ts';

/** What is typed beside a request, kept in this tab until it was sent: it survives a reload, a refusal, a sign-in. */
export function useDraft<V extends Record<string, unknown>>(
  key: string,
  initial: V,
): {
  readonly values: V;
  /** What is typed by now, also for what was begun before it was typed. */
  readonly now: () => V;
  readonly set: (change: Partial<V>) => void;
  readonly forget: () => void;
} {
  const [values, setValues] = useState<V>(() => ({ ...initial, ...readDraft(key) }));
  const held = useRef(values);
  const hold = (next: V) => {
    held.current = next;
    setValues(next);
  };
  return {
    values,
    now: () => held.current,
    set: (change) => {
      const next = { ...held.current, ...change };
      hold(next);
      keepDraft(key, next);
    },
    forget: () => {
      forgetDraft(key);
      hold(initial);
    },
  };
}
