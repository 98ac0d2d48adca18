import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';

/** Minutes after sending within which a message can be recalled. 0: never. */
export const recallWithin = setting({
  name: 'messaging.recallWithin',
  scope: 'company',
  shape: z
    .int()
    .min(0)
    .max(60 * 24 * 30),
  initial: 60 * 24,
  words: { zh: '消息发出后多少分钟内可以撤回', en: 'Minutes after sending within which a message can be recalled' },
  changedBy: manageSettings,
});

/** Minutes after sending within which a text can be edited. 0: never. */
export const editWithin = setting({
  name: 'messaging.editWithin',
  scope: 'company',
  shape: z
    .int()
    .min(0)
    .max(60 * 24 * 30),
  initial: 60 * 24,
  words: { zh: '消息发出后多少分钟内可以修改', en: 'Minutes after sending within which a message can be edited' },
  changedBy: manageSettings,
});

export const mostMembers = setting({
  name: 'messaging.mostMembers',
  scope: 'company',
  shape: z.int().min(3).max(5_000),
  initial: 500,
  words: { zh: '一个群最多多少成员', en: 'Most members of a group' },
  changedBy: manageSettings,
});

/** Off at first: to ask other sites what a link is tells them that somebody here sent it (docs/decisions/link-cards.md). */
export const linkCards = setting({
  name: 'messaging.linkCards',
  scope: 'company',
  shape: z.boolean(),
  initial: false,
  words: {
    zh: '为消息中的链接显示卡片（由服务器访问该网址）',
    en: 'Show cards for links in messages (the server visits the address)',
  },
  changedBy: manageSettings,
});

export const presence = setting({
  name: 'messaging.presence',
  scope: 'company',
  shape: z.boolean(),
  initial: true,
  words: {
    zh: '同事之间显示在线、离开（不保存，也没有历史；每人可以自己关闭）',
    en: 'Colleagues see who is online or away (never stored, no history; everybody can switch it off for themselves)',
  },
  changedBy: manageSettings,
});

const sites = z
  .array(
    z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)
      .max(253),
  )
  .max(500);

export const linkCardsOnly = setting({
  name: 'messaging.linkCardsOnly',
  scope: 'company',
  shape: sites,
  initial: [],
  words: {
    zh: '只为这些网站（含其下级）显示链接卡片；空着表示不限',
    en: 'Cards only for links to these sites and those below them; none: any site',
  },
  changedBy: manageSettings,
});

export const linkCardsNever = setting({
  name: 'messaging.linkCardsNever',
  scope: 'company',
  shape: sites,
  initial: [],
  words: {
    zh: '不为这些网站（含其下级）显示链接卡片',
    en: 'No cards for links to these sites and those below them',
  },
  changedBy: manageSettings,
});
