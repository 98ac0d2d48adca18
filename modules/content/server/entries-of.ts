import type { ContentRule } from '../contract/rule.ts';

/** How many entries the lists of a rule have. */
export function entriesOf({ lookout }: ContentRule): number {
  switch (lookout.kind) {
    case 'words':
      return lookout.words.length;
    case 'links':
      return lookout.allow.length + lookout.deny.length;
    case 'patterns':
      return lookout.patterns.length;
    case 'ads':
    case 'stateMarks':
      return 0;
  }
}
