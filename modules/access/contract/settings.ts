import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';

const changedBy = manageSettings;

export const companyName = setting({
  name: 'access.companyName',
  scope: 'company',
  shape: z.string().trim().max(100),
  initial: '',
  words: { zh: '公司名称（显示在登录页）', en: 'Name of the company (shown where people sign in)' },
  changedBy,
});
export const passwordMinLength = setting({
  name: 'access.passwordMinLength',
  scope: 'company',
  shape: z.int().min(6).max(64),
  initial: 10,
  words: { zh: '密码最短长度（不少于 6 位）', en: 'Shortest password (never below 6 characters)' },
  changedBy,
});
export const passwordClasses = setting({
  name: 'access.passwordClasses',
  scope: 'company',
  shape: z.int().min(1).max(4),
  initial: 3,
  words: {
    zh: '密码须混合几类字符（小写字母、大写字母、数字、符号）',
    en: 'How many kinds of characters a password mixes (small letters, capitals, digits, signs)',
  },
  changedBy,
});
export const passwordStrength = setting({
  name: 'access.passwordStrength',
  scope: 'company',
  shape: z.int().min(1).max(4),
  initial: 3,
  words: {
    zh: '密码强度：1 极弱的不收 … 4 只收很强的',
    en: 'Strength of passwords: from 1, refuse the weakest, to 4, only very strong ones',
  },
  changedBy,
});
export const passwordHistory = setting({
  name: 'access.passwordHistory',
  scope: 'company',
  shape: z.int().min(0).max(24),
  initial: 5,
  words: {
    zh: '最近几个用过的密码不能再用',
    en: 'How many of the last passwords can’t be used again',
  },
  changedBy,
});
export const passwordMaxAgeDays = setting({
  name: 'access.passwordMaxAgeDays',
  scope: 'company',
  shape: z.int().min(0).max(3650),
  initial: 0,
  words: {
    zh: '密码多少天后须更换（0：不定期更换）',
    en: 'Days after which a password must be changed (0: never by time)',
  },
  changedBy,
});
export const activationDays = setting({
  name: 'access.activationDays',
  scope: 'company',
  shape: z.int().min(1).max(60),
  initial: 14,
  words: { zh: '激活码有效天数', en: 'Days for which an activation code is valid' },
  changedBy,
});
export const freshMinutes = setting({
  name: 'access.freshMinutes',
  scope: 'company',
  shape: z.int().min(1).max(480),
  initial: 10,
  words: {
    zh: '确认是本人之后多少分钟内不再询问（用于要求“刚刚验证过”的操作）',
    en: 'Minutes for which a confirmation that it’s you counts, where something asks for a fresh one',
  },
  changedBy,
});
