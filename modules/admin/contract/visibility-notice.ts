import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { proposalOutcomes } from './proposal-outcomes.ts';

/** To those who may agree. */
export const visibilityProposedNotice = noticeKind({
  code: 'admin.visibilityProposed',
  name: { zh: '通讯录可见规则待同意', en: 'A change of who sees what to agree to' },
  title: {
    zh: '{name} 提出变更通讯录的可见规则',
    en: '{name} proposes a change of who sees what in the directory',
  },
  body: { zh: '经另一位有权限的人同意后才生效。', en: 'It holds when somebody else who may agrees.' },
  facts: z.object({ name: z.string() }),
});
/** To who proposed it. */
export const visibilityDecidedNotice = noticeKind({
  code: 'admin.visibilityDecided',
  name: { zh: '通讯录可见规则变更的结果', en: 'Results of proposed changes of who sees what' },
  title: {
    zh: '你提出的可见规则变更：{outcome}',
    en: 'The change of who sees what that you proposed: {outcome}',
  },
  facts: z.object({ outcome: z.enum(['carriedOut', 'refused', 'expired']) }),
  spell: ({ outcome }, language) => ({ outcome: proposalOutcomes[outcome][language] }),
});
