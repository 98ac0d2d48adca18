import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { proposalOutcomes } from './proposal-outcomes.ts';

const facts = z.object({ name: z.string(), separated: z.enum(['on', 'off']) });
type Facts = z.infer<typeof facts>;
const spell = ({ name, separated }: Facts, language: 'zh' | 'en') => ({
  name,
  what: { on: { zh: '启用', en: 'separated' }, off: { zh: '停用', en: 'no longer separated' } }[separated][language],
});

/** To those who may agree, and to the audit administrators. */
export const separationProposedNotice = noticeKind({
  code: 'admin.separationProposed',
  name: { zh: '三员分立待同意', en: 'Separation of administrators to agree to' },
  title: {
    zh: '{name} 提出三员分立：{what}',
    en: '{name} proposes that the three administrators be {what}',
  },
  body: { zh: '经另一位有权限的人同意后才生效。', en: 'It holds when somebody else who may agrees.' },
  facts,
  spell,
});
/** To the holders of the three roles: what they may do has changed. */
export const separationSwitchedNotice = noticeKind({
  code: 'admin.separationSwitched',
  name: { zh: '三员分立的启用和停用', en: 'Separation of administrators' },
  title: { zh: '三员分立已{what}', en: 'The three administrators are {what}' },
  body: { zh: '由 {name} 决定。', en: 'Decided by {name}.' },
  facts,
  spell,
});
/** To who proposed it. */
export const separationDecidedNotice = noticeKind({
  code: 'admin.separationDecided',
  name: { zh: '三员分立变更的结果', en: 'Results of a proposed separation of administrators' },
  title: {
    zh: '你提出的三员分立变更：{outcome}',
    en: 'The change of the three administrators that you proposed: {outcome}',
  },
  facts: z.object({ outcome: z.enum(['carriedOut', 'refused', 'expired']) }),
  spell: ({ outcome }, language) => ({ outcome: proposalOutcomes[outcome][language] }),
});
