import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { isNetwork } from './network.ts';

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
  words: {
    zh: '激活码有效天数；已同意的应用密钥也须在这些天内领取',
    en: 'Days for which an activation code is valid; within them a key of an application that was agreed to is fetched, too',
  },
  changedBy,
});
/** A network in CIDR: 10.0.0.0/8, 192.0.2.7, 2001:db8::/32. */
const network = z.string().trim().max(50).refine(isNetwork);

export const networkZones = setting({
  name: 'access.networkZones',
  scope: 'company',
  shape: z
    .array(z.object({ name: line(40), networks: z.array(network).min(1).max(100), trusted: z.boolean() }))
    .max(50),
  initial: [],
  words: {
    zh: '网络区域：名称、网段、是否可信',
    en: 'Network zones: name, networks, and whether they are trusted',
  },
  setAt: '/sign-in-policy',
  changedBy,
});
export const trustedOnlyRoles = setting({
  name: 'access.trustedOnlyRoles',
  scope: 'company',
  shape: z.array(id()).max(200),
  initial: [],
  words: {
    zh: '哪些角色只能从可信网络登录（没有可信区域时不限制）',
    en: 'Roles that sign in from trusted networks only (no limit while no zone is trusted)',
  },
  setAt: '/sign-in-policy',
  changedBy,
});
export const secondFactorRoles = setting({
  name: 'access.secondFactorRoles',
  scope: 'company',
  shape: z.array(id()).max(200),
  initial: [],
  words: {
    zh: '哪些角色必须使用第二因素（下次登录时设置）',
    en: 'Roles that must have a second factor (set up at the next sign-in)',
  },
  setAt: '/sign-in-policy',
  changedBy,
});
export const factorResetByTwo = setting({
  name: 'access.factorResetByTwo',
  scope: 'company',
  shape: z.boolean(),
  initial: true,
  words: {
    zh: '重置他人的第二因素须两人：一人提出，另一人同意',
    en: 'Resetting somebody’s second factor takes two: one proposes, another agrees',
  },
  changedBy,
});
export const sessionDays = setting({
  name: 'access.sessionDays',
  scope: 'company',
  shape: z.int().min(1).max(90),
  initial: 14,
  words: { zh: '登录最多保持几天', en: 'Days after which everybody signs in again' },
  changedBy,
});
export const idleMinutes = setting({
  name: 'access.idleMinutes',
  scope: 'company',
  shape: z.int().min(5).max(43_200),
  initial: 4320,
  words: { zh: '多少分钟不使用后自动退出', en: 'Minutes without use after which one is signed out' },
  changedBy,
});
export const sharedIdleMinutes = setting({
  name: 'access.sharedIdleMinutes',
  scope: 'company',
  shape: z.int().min(1).max(240),
  initial: 10,
  words: {
    zh: '公用电脑上多少分钟不使用后自动退出',
    en: 'Minutes without use after which one is signed out of a shared computer',
  },
  changedBy,
});
export const qrSignIn = setting({
  name: 'access.qrSignIn',
  scope: 'company',
  shape: z.boolean(),
  initial: true,
  words: { zh: '可以用已登录的手机扫码登录', en: 'A phone that is signed in may sign in a computer by its camera' },
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
export const grantProposalDays = setting({
  name: 'access.grantProposalDays',
  scope: 'company',
  shape: z.int().min(1).max(60),
  initial: 7,
  words: {
    zh: '须经另一人同意的变更（重要权限、部门权限包、重置第二因素、可见规则、三员分立、外部登录、第三方应用、内容规则）多少天后过期',
    en: 'Days after which a proposed change that takes a second person expires: of important permissions, departments’ packages, lost second factors, who sees what, the three administrators, sign-in from outside, applications, content rules',
  },
  changedBy,
});
export const breakGlassMinutes = setting({
  name: 'access.breakGlassMinutes',
  scope: 'company',
  shape: z.int().min(5).max(240),
  initial: 60,
  words: {
    zh: '应急码启用后多少分钟内可单独变更重要权限',
    en: 'Minutes for which an opened code lets one person change important permissions',
  },
  changedBy,
});
export const breakGlassReviewDays = setting({
  name: 'access.breakGlassReviewDays',
  scope: 'company',
  shape: z.int().min(1).max(30),
  initial: 3,
  words: {
    zh: '应急码启用后须在多少天内复核',
    en: 'Days within which an opening of the sealed code is reviewed',
  },
  changedBy,
});
