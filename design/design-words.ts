import { createContext, useContext } from 'react';

/** The few words that parts need by themselves. Whoever draws the root gives them, in the reader's language. */
export interface DesignWords {
  readonly close: string;
  readonly clear: string;
  readonly more: string;
  readonly loading: string;
  readonly loadMore: string;
  readonly undo: string;
  readonly show: string;
  readonly hide: string;
  readonly optional: string;
  readonly chooseFile: string;
  readonly dropHere: string;
  readonly retry: string;
  readonly noChoices: string;
}

export const DesignWordsContext = createContext<DesignWords | undefined>(undefined);

export function useDesignWords(): DesignWords {
  const words = useContext(DesignWordsContext);
  if (!words) throw new Error('a design part stands outside DesignRoot');
  return words;
}
