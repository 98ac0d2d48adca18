import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { command, download, query } from '#kernel/contract/operation.ts';
import { setting } from '#kernel/contract/setting.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { accountName, personName } from '#modules/directory/contract/shapes.ts';
import { leaverLinkNotValid, leaverLinkOfAnother, leaverLinkOver, stillHere } from './failures.ts';
import { listOwnData, readOwnData } from './operations.ts';
import { giveLeaversAccess } from './permissions.ts';

/** Days within which a leaver's link is to be used. */
export const leaverLinkDays = setting({
  name: 'privacy.leaverLinkDays',
  scope: 'company',
  shape: z.int().min(1).max(30),
  initial: 7,
  words: { zh: '离职人员查看链接几天内有效', en: 'Days for which a leaver’s link holds' },
  changedBy: manageSettings,
});

/** Minutes for which an opened link shows the data. */
export const leaverMinutes = 60;

const typed = () => z.string().trim().min(1).max(64);
/** What the server gave when the link was opened; nothing but this opens the data. */
const ticket = z.string().trim().min(1).max(64);

export const issueLeaverLink = command({
  name: 'privacy.issueLeaverLink',
  summary: {
    zh: '给离职人员发一次性链接，查看和导出本人信息；链接只在回答中显示一次，旧链接作废',
    en: 'Makes a leaver’s single-use link to their own data; it is in the answer and nowhere else, and an older one is void',
  },
  access: giveLeaversAccess,
  input: z.object({ personId: id() }),
  output: z.object({
    linkId: id(),
    name: personName(),
    account: accountName(),
    code: z.string(),
    expiresAt: instant(),
  }),
  failures: [stillHere],
  secretAnswer: true,
  perMinute: 30,
});

export const voidLeaverLink = command({
  name: 'privacy.voidLeaverLink',
  summary: {
    zh: '作废离职人员的链接；已打开的也随即关闭',
    en: 'Makes a leaver’s link void; where it is open, it is shut',
  },
  access: giveLeaversAccess,
  input: z.object({ linkId: id() }),
  output: z.object({}),
});

export const listLeaverLinks = query({
  name: 'privacy.listLeaverLinks',
  summary: { zh: '发给离职人员的链接及使用情况', en: 'Links that were given to leavers, and what became of them' },
  access: giveLeaversAccess,
  input: z.object(pageInput),
  output: page(
    z.object({
      linkId: id(),
      person: z.object({ id: id(), name: personName() }),
      by: z.object({ id: id(), name: personName() }),
      madeAt: instant(),
      expiresAt: instant(),
      state: z.enum(['open', 'used', 'expired', 'void']),
      usedAt: instant().nullable(),
      /** Wrong accounts that were typed with it. */
      wrongAccounts: z.int(),
      /** What was looked at with it, as the audit says. */
      uses: z.array(z.object({ at: instant(), what: z.enum(['looked', 'exported']) })),
    }),
  ),
});

export const readLeaverLink = query({
  name: 'privacy.readLeaverLink',
  summary: { zh: '链接是谁的（姓名打码）', en: 'Whose link this is, with the name masked' },
  access: 'visitor',
  input: z.object({ code: typed() }),
  output: z.object({ maskedName: z.string(), employer: z.string(), expiresAt: instant() }),
  failures: [leaverLinkNotValid],
  perMinute: 60,
});

/** Once. The account keeps whoever found the link from opening it; after five wrong ones it is void. */
export const openLeaverLink = command({
  name: 'privacy.openLeaverLink',
  summary: { zh: '打开链接（仅一次）', en: 'Opens the link, once' },
  access: 'visitor',
  input: z.object({ code: typed(), account: z.string().trim().min(1).max(100) }),
  output: z.object({ ticket, until: instant() }),
  failures: [leaverLinkNotValid, leaverLinkOfAnother],
  secretAnswer: true,
  perMinute: 60,
});

export const listLeaverData = query({
  name: 'privacy.listLeaverData',
  summary: { zh: '平台记录了我的哪些信息（离职人员）', en: 'What is recorded about me, for leavers' },
  access: 'visitor',
  input: z.object({ ticket }),
  output: listOwnData.output.extend({ name: personName(), until: instant() }),
  failures: [leaverLinkOver],
  perMinute: 120,
});

export const readLeaverData = query({
  name: 'privacy.readLeaverData',
  summary: { zh: '某一类记录的内容（离职人员）', en: 'What is recorded of one kind, for leavers' },
  access: 'visitor',
  input: readOwnData.input.extend({ ticket }),
  output: readOwnData.output,
  failures: [leaverLinkOver, notFound],
  perMinute: 120,
});

export const exportLeaverData = download({
  name: 'privacy.exportLeaverData',
  summary: {
    zh: '导出我的全部信息（离职人员，.zip）',
    en: 'Exports all that is recorded about me, for leavers (.zip)',
  },
  access: 'visitor',
  input: z.object({ ticket, language: z.enum(['zh', 'en']).default('zh') }),
  output: z.unknown(),
  failures: [leaverLinkOver],
  perMinute: 5,
});
