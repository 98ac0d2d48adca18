import { permission } from '#kernel/contract/permission.ts';

// All of these count from who asked for the group.

export const readRegister = permission({
  name: 'groups.readRegister',
  sentence: {
    zh: '查看群台账：类型、群主、负责人、成员和历史（不含聊天内容）',
    en: 'See the register of groups: kind, owner, leader, members and history, never what is said in them',
  },
  reaches: ['employer', 'company'],
  roles: { hr: 'employer', generalOffice: 'company', administrator: 'company' },
});

export const exportRegister = permission({
  name: 'groups.exportRegister',
  sentence: {
    zh: '导出群台账（每次导出都留有记录）',
    en: 'Export the register of groups; every export is on record',
  },
  reaches: ['employer', 'company'],
  roles: { generalOffice: 'company', administrator: 'company' },
});

export const manageGroups = permission({
  name: 'groups.manageGroups',
  sentence: {
    zh: '管理群的名称、负责人、成员规则和存续，接管已有的群（不含聊天内容）',
    en: 'Manage names, leaders, membership rules and life of groups, and take over existing ones, without reading them',
  },
  reaches: ['employer', 'company'],
  roles: { generalOffice: 'company', administrator: 'company' },
});

export const manageKinds = permission({
  name: 'groups.manageKinds',
  sentence: { zh: '设置群类型', en: 'Set up the kinds of groups' },
  reaches: ['company'],
  roles: { generalOffice: 'company', administrator: 'company' },
});

export const handleReports = permission({
  name: 'groups.handleReports',
  sentence: {
    zh: '处理对群消息的举报，查看被举报的消息及前后文',
    en: 'Handle reported messages, and read each with what was said around it',
  },
  reaches: ['company'],
  roles: { securityOwner: 'company' },
});
