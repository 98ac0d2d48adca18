import { type ContentRule, everywhere, type Lookout } from '../contract/rule.ts';

type LookoutKind = Lookout['kind'];
export const lookoutKinds = ['words', 'patterns', 'links', 'ads'] as const satisfies readonly LookoutKind[];

/** What a rule of a kind begins with. */
export function freshLookout(kind: LookoutKind): Lookout {
  switch (kind) {
    case 'words':
      return { kind, words: [] };
    case 'patterns':
      return { kind, patterns: ['idCard', 'bankCard'] };
    case 'links':
      return { kind, hit: 'denied', allow: [], deny: [] };
    case 'ads':
    case 'stateMarks':
      return { kind };
  }
}

/** A rule as it begins. */
export const freshRule: ContentRule = {
  title: { zh: '', en: '' },
  category: 'personalData',
  lookout: freshLookout('patterns'),
  action: 'warn',
  scope: everywhere,
};
