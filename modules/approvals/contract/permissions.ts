import { permission } from '#kernel/contract/permission.ts';

/** Process administrators (流程管理员) see the requests of the people in their reach and can intervene, with a reason. */
export const administer = permission({
  name: 'approvals.administer',
  sentence: {
    zh: '管理审批流程：查看审批单，改派、暂停、恢复、终止（须写明原因）',
    en: 'Administer approvals: see requests, reassign, suspend, resume and terminate them, with a reason',
  },
  reaches: ['employer', 'company'],
  roles: { administrator: 'company' },
});
