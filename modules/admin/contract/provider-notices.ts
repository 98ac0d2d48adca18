import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { proposalOutcomes } from './proposal-outcomes.ts';

/** To those who may agree. */
export const providerProposedNotice = noticeKind({
  code: 'admin.providerProposed',
  name: { zh: '外部登录方式待同意', en: 'Ways to sign in from outside to agree to' },
  title: { zh: '{name} 提出变更外部登录方式', en: '{name} proposes a change of how people sign in from outside' },
  body: { zh: '经另一位有权限的人同意后才生效。', en: 'It holds when somebody else who may agrees.' },
  facts: z.object({ name: z.string() }),
});
/** To who proposed it. */
export const providerDecidedNotice = noticeKind({
  code: 'admin.providerDecided',
  name: { zh: '外部登录方式变更的结果', en: 'Results of proposed ways to sign in from outside' },
  title: {
    zh: '你提出的外部登录方式变更：{outcome}',
    en: 'The change of sign-in from outside that you proposed: {outcome}',
  },
  facts: z.object({ outcome: z.enum(['carriedOut', 'refused', 'expired']) }),
  spell: ({ outcome }, language) => ({ outcome: proposalOutcomes[outcome][language] }),
});
