import { eraseCommand, holdsQuery, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewFindings = reviewQuery('policy.reviewFindings', {
  zh: '离职人员的制度个案和台账：到期和冻结的数量',
  en: 'Cases and ledger of leavers: how many are due and held',
});

export const eraseFindings = eraseCommand('policy.eraseFindings', {
  zh: '删除离职人员到期的制度个案、决定和台账（仅系统）',
  en: 'Erases cases, decisions and ledger of leavers whose time is over (the system only)',
});

export const holdForCases = holdsQuery('policy.holdForCases', {
  zh: '有未了结个案的人（其信息暂不删除）',
  en: 'People with an open case, nothing of whom is erased meanwhile',
});

/** What policy keeps of people for a time (Z18). */
export const policyRetention: ModuleRetention = {
  kinds: [
    {
      name: 'policy.findings',
      title: { zh: '离职人员的制度个案和台账', en: 'Leavers’ cases and ledger' },
      hint: {
        zh: '命中、个案、说明、决定、申诉和积分条目删除，证据链中的内容一并删除；链上的承诺值保留，仍可核验。',
        en: 'Findings, cases, explanations, decisions, appeals and entries go, with what was sealed of them; the commitments in the chain stay and verify.',
      },
      period: 'case+1y',
    },
  ],
  review: reviewFindings,
  erase: eraseFindings,
  holds: holdForCases,
};
