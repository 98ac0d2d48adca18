import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { proposalOutcomes } from './proposal-outcomes.ts';

const roleFacts = { roleZh: z.string(), roleEn: z.string() };
type RoleFacts = { readonly roleZh: string; readonly roleEn: string };
const spell = ({ roleZh, roleEn }: RoleFacts, language: 'zh' | 'en') => ({ role: language === 'zh' ? roleZh : roleEn });

/** To those who may agree: somebody wants to change important permissions. */
export const grantProposedNotice = noticeKind({
  code: 'admin.grantProposed',
  name: { zh: '重要权限待同意', en: 'Important permissions to agree to' },
  title: { zh: '{name} 提出变更重要权限：{role}', en: '{name} proposes a change of important permissions: {role}' },
  body: { zh: '经你或另一位有权限的人同意后才生效。', en: 'It holds when you, or somebody else who may, agrees.' },
  facts: z.object({ name: z.string(), ...roleFacts }),
  spell,
});
/** To who proposed it. */
export const grantDecidedNotice = noticeKind({
  code: 'admin.grantDecided',
  name: { zh: '重要权限变更的结果', en: 'Results of proposed permissions' },
  title: { zh: '你提出的权限变更（{role}）：{outcome}', en: 'The permissions you proposed ({role}): {outcome}' },
  facts: z.object({ outcome: z.enum(['carriedOut', 'refused', 'expired']), ...roleFacts }),
  spell: (facts, language) => ({
    ...spell(facts, language),
    outcome: proposalOutcomes[facts.outcome][language],
  }),
});
/** To who has been given a role with important permissions. */
export const roleGivenNotice = noticeKind({
  code: 'admin.roleGiven',
  name: { zh: '授予你的角色', en: 'Roles given to you' },
  title: { zh: '你被授予角色“{role}”', en: 'You were given the role “{role}”' },
  facts: z.object(roleFacts),
  spell,
});
/** To who has lost one. */
export const roleTakenNotice = noticeKind({
  code: 'admin.roleTaken',
  name: { zh: '收回的角色', en: 'Roles taken back' },
  title: { zh: '你的角色“{role}”已收回', en: 'Your role “{role}” was taken back' },
  facts: z.object(roleFacts),
  spell,
});
/** To all who could have been the second person: somebody acts alone. */
export const breakGlassOpenedNotice = noticeKind({
  code: 'admin.breakGlassOpened',
  name: { zh: '启用应急码', en: 'Openings of the sealed code' },
  title: { zh: '{name} 启用了应急码', en: '{name} opened the sealed code' },
  body: {
    zh: '此人现在可以单独变更重要权限。请另一位有权限的人复核。',
    en: 'They can change important permissions alone now. Somebody else reviews what was done.',
  },
  facts: z.object({ name: z.string() }),
});
/** To the same: the days for the review are over. */
export const breakGlassOverdueNotice = noticeKind({
  code: 'admin.breakGlassOverdue',
  name: { zh: '应急码逾期未复核', en: 'Overdue reviews of the sealed code' },
  title: { zh: '应急码的启用逾期未复核', en: 'An opening of the sealed code waits for its review' },
  facts: z.object({}),
});
/** To the same: the paper with the code is gone. */
export const breakGlassLostNotice = noticeKind({
  code: 'admin.breakGlassLost',
  name: { zh: '应急码遗失', en: 'Lost sealed codes' },
  title: { zh: '{name} 报失了应急码', en: '{name} reported the sealed code lost' },
  body: {
    zh: '它已作废。请另一位有权限的人生成新的并封存。',
    en: 'It opens nothing any more. Somebody else makes a new one and seals it.',
  },
  facts: z.object({ name: z.string() }),
});
