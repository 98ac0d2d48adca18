import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';

/** As WeCom has it for its group robots: 20 messages a minute for each. */
export const mostPerMinute = setting({
  name: 'bots.mostPerMinute',
  scope: 'company',
  shape: z.int().min(1).max(1_000),
  initial: 20,
  words: { zh: '一个机器人每分钟最多发多少条消息', en: 'Most messages a minute of one bot' },
  changedBy: manageSettings,
});

export const mostBots = setting({
  name: 'bots.mostBots',
  scope: 'company',
  shape: z.int().min(0).max(100),
  initial: 10,
  words: { zh: '一个群最多多少个机器人（0 表示不允许）', en: 'Most bots in a group; 0: none' },
  changedBy: manageSettings,
});
