import { eraseCommand, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewNotices = reviewQuery('notifications.reviewNotices', {
  zh: '提醒：到期和冻结的数量',
  en: 'Notifications: how many are due and held',
});

export const eraseNotices = eraseCommand('notifications.eraseNotices', {
  zh: '删除到期的提醒（仅系统）',
  en: 'Erases notifications whose time is over (the system only)',
});

/** What people were told (Z18). What something depends on proves that they were: it stays as long as their record. */
export const notificationsRetention: ModuleRetention = {
  kinds: [
    {
      name: 'notifications.notices',
      title: { zh: '提醒', en: 'Notifications' },
      hint: {
        zh: '提醒的内容、何时送达和已读、站外发送的记录全部删除。期限、处理等以其为依据的提醒另计。',
        en: 'What was told, when it arrived and was read, and what went out of the app: all of it goes. What deadlines and consequences count from is another kind.',
      },
      period: 'notice-2y',
    },
    {
      name: 'notifications.formalNotices',
      title: { zh: '作为依据的提醒（离职人员的）', en: 'Leavers’ notifications that something depended on' },
      hint: {
        zh: '期限、处理等以其送达为依据的提醒，保留到离职后；到期全部删除。',
        en: 'Notifications from whose delivery deadlines and consequences count are kept until after leaving; then all of it goes.',
      },
      period: 'employment+2y',
    },
  ],
  review: reviewNotices,
  erase: eraseNotices,
};
