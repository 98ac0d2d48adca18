import { createContext, useContext } from 'react';
import { useMedia } from './use-media.ts';

/** Says `phone` to what is shown as on a phone on a wider screen: a preview. */
export const ScreenContext = createContext<'phone' | undefined>(undefined);

/** Below this width there is one column, bottom tabs and 44 px controls. The same number stands in `base.css`. */
export function useIsPhone(): boolean {
  const isNarrow = useMedia('(max-width: 767px)');
  return useContext(ScreenContext) === 'phone' || isNarrow;
}
