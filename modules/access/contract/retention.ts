import { eraseCommand, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewSignIns = reviewQuery('access.reviewSignIns', {
  zh: '登录记录和登录方式：到期和冻结的数量',
  en: 'Sign-ins and ways to sign in: how many are due and held',
});

export const eraseSignIns = eraseCommand('access.eraseSignIns', {
  zh: '删除到期的登录记录和离职人员的登录方式（仅系统）',
  en: 'Erases sign-ins and ways to sign in whose time is over (the system only)',
});

/** What access keeps of people for a time (Z18). */
export const accessRetention: ModuleRetention = {
  kinds: [
    {
      name: 'access.signIns',
      title: { zh: '登录记录', en: 'Sign-ins' },
      hint: {
        zh: '登录、登录尝试、被他人结束的登录，连同网络地址和设备，到期全部删除。',
        en: 'Sign-ins, attempts, and sessions that others ended, with addresses and devices: all of it goes.',
      },
      period: 'security-log-6m',
    },
    {
      name: 'access.waysToSignIn',
      title: { zh: '离职人员的登录方式', en: 'Leavers’ ways to sign in' },
      hint: {
        zh: '关联的外部帐号、通行密钥的名称、语言偏好删除；核验以往签名所需的公钥保留。',
        en: 'Linked accounts, names of passkeys and the chosen language go; public keys that prove earlier signatures stay.',
      },
      period: 'employment',
    },
  ],
  review: reviewSignIns,
  erase: eraseSignIns,
};
