import { createContext, use, useCallback, useSyncExternalStore } from 'react';

/** What a card shows besides its node: the same object as long as nothing of it changes. */
export interface CardMark {
  /** Tab comes here; the arrows lead on. */
  readonly focused: boolean;
  /** Its properties are open. */
  readonly open: boolean;
  readonly errors: number;
  readonly warnings: number;
  /** What is moved lies here. */
  readonly moving: boolean;
}

export const noMark: CardMark = { focused: false, open: false, errors: 0, warnings: 0, moving: false };

/** Marks of all cards. A card is drawn again only when its own mark changes. */
export interface Marks {
  readonly subscribe: (listener: () => void) => () => void;
  readonly of: (id: string) => CardMark;
  readonly replace: (next: ReadonlyMap<string, CardMark>) => void;
}

export function makeMarks(): Marks {
  let marks: ReadonlyMap<string, CardMark> = new Map();
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    of: (id) => marks.get(id) ?? noMark,
    replace: (next) => {
      const same = (a: CardMark, b: CardMark) =>
        (Object.keys(noMark) as (keyof CardMark)[]).every((key) => a[key] === b[key]);
      marks = new Map(
        [...next].map(([id, mark]) => {
          const before = marks.get(id);
          return [id, before && same(before, mark) ? before : mark];
        }),
      );
      for (const listener of listeners) listener();
    },
  };
}

const never = makeMarks();
export const MarksContext = createContext<Marks>(never);

/** The mark of a card, kept true. */
export function useMark(id: string): CardMark {
  const marks = use(MarksContext);
  return useSyncExternalStore(
    marks.subscribe,
    useCallback(() => marks.of(id), [marks, id]),
  );
}
