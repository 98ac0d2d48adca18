import { permission } from '#kernel/contract/permission.ts';

/**
 * Process administrators (流程管理员) see where the requests of the people in their reach stand and can intervene, with a reason. What a
 * form says and people wrote isn't theirs to read (A6; docs/decisions/administrators-see-no-content.md).
 */
export const administer = permission({
  name: 'approvals.administer',
  sentence: {
    zh: '管理审批流程：查看审批单在谁手里（不含内容），改派、暂停、恢复、终止（须写明原因）',
    en: 'Administer approvals: see where requests stand (not their content), reassign, suspend, resume and terminate them, with a reason',
  },
  reaches: ['employer', 'company'],
  roles: { administrator: 'company' },
});

/** 代发起: asks for something in the name of others in their reach, who are told and can object. */
export const submitForOthers = permission({
  name: 'approvals.submitForOthers',
  sentence: {
    zh: '代他人发起审批（本人会收到通知，可以提出异议）',
    en: 'Submit requests for others, who are told and can object',
  },
  reaches: ['department', 'departmentTree', 'employer', 'company'],
  roles: { hr: 'employer' },
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

/** Departments design their own forms and flows (W9); what counts is the department that owns the template. */
export const designTemplates = permission({
  name: 'approvals.designTemplates',
  sentence: {
    zh: '设计本部门的表单和流程，试运行，并申请发布',
    en: 'Design the forms and flows of the department, try them out, and ask for them to be published',
  },
  reaches: ['department', 'departmentTree', 'listed', 'employer', 'company'],
  roles: { departmentHead: 'departmentTree', departmentAdministrator: 'listed', administrator: 'company' },
});

/** What a designer can't do to the own template, because it decides who must agree to it, or touches running requests. */
export const governTemplates = permission({
  name: 'approvals.governTemplates',
  sentence: {
    zh: '管理流程模板：定级、归属、停用，把进行中的审批单迁移到新版本',
    en: 'Govern process templates: how important they are, whose they are, retire them, move running requests to a new version',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: { administrator: 'company' },
});

/** Heads follow what waits among their people (督办); intervening takes `administer`. */
export const expedite = permission({
  name: 'approvals.expedite',
  sentence: {
    zh: '督办：查看进行中的审批在谁手里、多久、是否超时，并导出',
    en: 'Expedite: see which running requests wait for whom, for how long, whether overdue, and export that',
  },
  reaches: ['departmentTree', 'employer', 'company'],
  roles: { departmentHead: 'departmentTree', administrator: 'company' },
});

/** The second person of a destruction (监销批准): sees what would be destroyed by number and kind, never the content. */
export const approveDestructions = permission({
  name: 'approvals.approveDestructions',
  sentence: {
    zh: '批准销毁保管期满的审批档案（提出的人不能批准自己提出的）',
    en: 'Approve the destruction of archived approvals whose retention is over (never what one proposed oneself)',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: { president: 'company', assistantGeneralManager: 'company' },
});
