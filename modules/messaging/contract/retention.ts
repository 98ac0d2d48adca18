import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command } from '#kernel/contract/operation.ts';
import { eraseCommand, type ModuleRetention, reviewQuery, superviseRetention } from '#kernel/contract/retention.ts';
import { setting } from '#kernel/contract/setting.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { notAGroup } from './failures.ts';

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

/** For a module that governs groups: how long a dissolved one stays. It counts instead of `messageMonths` from then on. */
export const keepGroupUntil = command({
  name: 'messaging.keepGroupUntil',
  summary: {
    zh: '设定已解散的群的消息和文件保留到何时（仅系统）',
    en: 'Sets until when messages and files of a dissolved group are kept (the system only)',
  },
  access: superviseRetention,
  /** null: as other messages. */
  input: z.object({ conversationId: id(), until: instant().nullable() }),
  output: z.object({}),
  failures: [notFound, notAGroup],
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
    {
      name: 'messaging.dissolved',
      title: { zh: '已解散的受管群的消息', en: 'Messages of dissolved governed groups' },
      hint: {
        zh: '群类型设定了解散后保留多少个月的，到期删除全部内容和附件，公告和置顶也删；有人存档的消息不删。',
        en: 'Where the kind of group says for how many months after its dissolution: then all content and files go, announcements and pinned messages too; what somebody archived stays.',
      },
      period: 'record',
    },
  ],
  review: reviewMessages,
  erase: eraseMessages,
};
