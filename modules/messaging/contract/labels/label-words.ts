import type { Words } from '#kernel/contract/words.ts';
import type { Classification } from './label.ts';

/** What the labels are called (Z23); never what state secrets are called. */
export const labelWords: Readonly<Record<Classification, Words>> = {
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部', en: 'Internal' },
  ordinary: { zh: '普通商密', en: 'Ordinary commercial secret' },
  core: { zh: '核心商密', en: 'Core commercial secret' },
};
