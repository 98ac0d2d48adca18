import { part } from '#kernel/contract/part.ts';
import type { Classification } from './label.ts';

interface LabelTagProps {
  readonly label: Classification;
}

/** The classification of a thing as a tag; nothing for what is internal. A secret puts the watermark on the page, where there is one. */
export const labelTag = part<LabelTagProps>('messaging.labelTag');
