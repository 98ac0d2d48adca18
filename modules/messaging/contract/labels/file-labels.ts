import type { FileLabel } from '#modules/files/contract/file-label.ts';
import { readCore, readOrdinary } from './permissions.ts';

/** The labels of what isn't a file of a message: that one has its message’s. Whoever is cleared for core secrets is cleared for ordinary ones. */
export const labelsOfFiles: readonly FileLabel[] = [
  { label: 'public' },
  { label: 'internal' },
  { label: 'ordinary', reads: [readOrdinary, readCore] },
  { label: 'core', reads: [readCore], stays: true },
];
