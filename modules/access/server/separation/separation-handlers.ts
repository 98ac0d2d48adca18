import { decideSeparation } from '../commands/decide-separation.ts';
import { proposeSeparation } from '../commands/propose-separation.ts';
import { readSeparation } from '../queries/read-separation.ts';

/** The separation of three administrators. */
export const separationHandlers = [readSeparation, proposeSeparation, decideSeparation];
