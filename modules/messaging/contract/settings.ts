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
