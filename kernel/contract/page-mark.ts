import { part } from './part.ts';

/** A place inside what lies above every page (a picture as large as the screen): where the page bears a mark, it does too. */
export const pageMark = part<Record<never, never>>('kernel.pageMark');
