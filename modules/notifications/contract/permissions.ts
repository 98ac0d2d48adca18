import { permission } from '#kernel/contract/permission.ts';

/** For processes only: the command refuses people and applications, whatever their roles hold. */
export const sendNotices = permission({
  name: 'notifications.sendNotices',
  sentence: {
    zh: '由流程向人员发送提醒（仅系统流程）',
    en: 'Send notifications to people, as a process of the system',
  },
  reaches: ['company'],
});
