import type { Words } from '#kernel/contract/words.ts';
import type { Classification } from './label.ts';

/** What the labels are called (Z23); never 秘密, 机密, 绝密, which are those of state secrets. */
export const labelWords: Readonly<Record<Classification, Words>> = {
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部', en: 'Internal' },
  ordinary: { zh: '普通商密', en: 'Ordinary commercial secret' },
  core: { zh: '核心商密', en: 'Core commercial secret' },
};
