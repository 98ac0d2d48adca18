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

/** Who keeps the archive of finished requests (档案管理): looks into every package and answers for how long they are kept. */
export const keepArchive = permission({
  name: 'approvals.keepArchive',
  sentence: {
    zh: '管理审批档案：查看和下载归档包，设置保管期限',
    en: 'Keep the archive of approvals: read and download packages, set retention periods',
  },
  reaches: ['employer', 'company'],
  roles: { generalOffice: 'company' },
});
