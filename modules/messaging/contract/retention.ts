import { z } from 'zod';
import { eraseCommand, type ModuleRetention, reviewQuery, superviseRetention } from '#kernel/contract/retention.ts';
import { setting } from '#kernel/contract/setting.ts';

/** 0: as long as the conversation. Nothing is erased before a company has said how long (docs/decisions/retention.md). */
export const messageMonths = setting({
  name: 'messaging.messageMonths',
  scope: 'company',
  shape: z.int().min(0).max(240),
  initial: 0,
  words: {
    zh: '聊天消息保留多少个月，到期删除内容（0：不按时间删除）',
    en: 'Months for which messages are kept; then their content is erased (0: not by time)',
  },
  setAt: '/retention',
  changedBy: superviseRetention,
});

export const reviewMessages = reviewQuery('messaging.reviewMessages', {
  zh: '聊天消息：到期和冻结的数量',
  en: 'Messages: how many are due and held',
});

export const eraseMessages = eraseCommand('messaging.eraseMessages', {
  zh: '删除到期的聊天消息内容（仅系统）',
  en: 'Erases the content of messages whose time is over (the system only)',
});

/** What messaging keeps for a time (Z17, Z18, F5). */
export const messagingRetention: ModuleRetention = {
  kinds: [
    {
      name: 'messaging.messages',
      title: { zh: '聊天消息', en: 'Messages' },
      hint: {
        zh: '内容、附件、以往版本和搜索索引删除；谁在何时发过一条消息保留。公告、置顶和有人存档的消息不删。',
        en: 'Content, files, earlier versions and the search index go; that somebody sent a message stays. Announcements, pinned and archived messages stay.',
      },
      period: 'record',
    },
  ],
  review: reviewMessages,
  erase: eraseMessages,
};
