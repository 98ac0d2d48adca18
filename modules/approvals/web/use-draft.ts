import { forgetDraft, keepDraft, readDraft } from '#kernel/web/forms/drafts.ts';
import { useLatestState } from '#kernel/web/forms/use-latest-state.ts';

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
  const [values, hold, now] = useLatestState<V>(() => ({ ...initial, ...readDraft(key) }));
  return {
    values,
    now,
    set: (change) => {
      const next = { ...now(), ...change };
      hold(next);
      keepDraft(key, next);
    },
    forget: () => {
      forgetDraft(key);
      hold(initial);
    },
  };
}
