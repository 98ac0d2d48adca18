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

export const manageChannels = permission({
  name: 'notifications.manageChannels',
  sentence: {
    zh: '设置站外提醒渠道，查看发送记录（不含内容）',
    en: 'Set up channels of notifications and see what was sent (without its words)',
  },
  reaches: ['company'],
  important: true,
  roles: { administrator: 'company' },
});
