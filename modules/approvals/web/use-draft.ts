import { useState } from 'react';
import { forgetDraft, keepDraft, readDraft } from '#kernel/web/drafts.ts';

/** What is typed beside a request, kept in this tab until it was sent: it survives a reload, a refusal, a sign-in. */
export function useDraft<V extends Record<string, unknown>>(
  key: string,
  initial: V,
): { readonly values: V; readonly set: (change: Partial<V>) => void; readonly forget: () => void } {
  const [values, setValues] = useState<V>(() => ({ ...initial, ...readDraft(key) }));
  return {
    values,
    set: (change) => {
      const next = { ...values, ...change };
      setValues(next);
      keepDraft(key, next);
    },
    forget: () => {
      forgetDraft(key);
      setValues(initial);
    },
  };
}
