import { useMedia } from './use-media.ts';

/** Below this width there is one column, bottom tabs and 44 px controls. The same number stands in `base.css`. */
export const useIsPhone = (): boolean => useMedia('(max-width: 767px)');
