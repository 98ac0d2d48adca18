import { permission } from '#kernel/contract/permission.ts';

export const carryOut = permission({
  name: 'staffing.carryOut',
  sentence: {
    zh: '落实已批准的账号、岗位和权限申请',
    en: 'Carry out approved requests about accounts, posts and permissions',
  },
  reaches: ['employer', 'company'],
  roles: { hr: 'employer', administrator: 'company' },
});

export const certifyUsers = permission({
  name: 'staffing.certifyUsers',
  sentence: { zh: '发起和完成用户名单核对', en: 'Have the list of users certified' },
  reaches: ['employer', 'company'],
  roles: { hr: 'employer' },
});
