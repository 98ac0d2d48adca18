import { permission } from '#kernel/contract/permission.ts';

/** A7. Whoever leads the group besides: the permission says that leaders may have addresses at all. */
export const makeBots = permission({
  name: 'bots.makeBots',
  sentence: {
    zh: '在自己负责的群里添加机器人（供外部程序发消息的地址）',
    en: 'Add bots to groups that one leads: addresses through which programs post',
  },
  reaches: ['self'],
  everybody: 'self',
});

/** P8, S1e. */
export const manageApplications = permission({
  name: 'bots.manageApplications',
  sentence: {
    zh: '登记、确认和停用第三方应用（由两人先后提出和确认）',
    en: 'Register, confirm and switch off applications of third parties; one proposes, another confirms',
  },
  reaches: ['company'],
  important: true,
  roles: { administrator: 'company', securityOwner: 'company' },
});
