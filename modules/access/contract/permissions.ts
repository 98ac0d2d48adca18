import { permission } from '#kernel/contract/permission.ts';

export const readRoles = permission({
  name: 'access.readRoles',
  sentence: {
    zh: '查看角色、权限矩阵，以及谁为什么拥有某项权限',
    en: 'See roles, the matrix of permissions, and why somebody has a permission',
  },
  reaches: ['listed', 'employer', 'company'],
  roles: {
    hr: 'employer',
    securityOwner: 'company',
    president: 'company',
    administrator: 'company',
    securityAdministrator: 'company',
    auditAdministrator: 'company',
  },
});

export const readAudit = permission({
  name: 'access.readAudit',
  sentence: {
    zh: '查看和导出审计日志：管理操作、登录与权限变更（不含任何人的内容）',
    en: 'Read and export the audit: administrative actions, sign-ins and permissions, without anybody’s content',
  },
  reaches: ['company'],
  important: true,
  roles: { auditAdministrator: 'company' },
});

export const approveGrants = permission({
  name: 'access.approveGrants',
  sentence: {
    zh: '同意或驳回他人提出的重要权限变更，复核应急码的启用',
    en: 'Agree to changes of important permissions that others propose, and review openings of the sealed code',
  },
  reaches: ['company'],
  important: true,
  roles: {
    securityOwner: 'company',
    president: 'company',
    administrator: 'company',
    securityAdministrator: 'company',
  },
});

export const manageRoles = permission({
  name: 'access.manageRoles',
  sentence: { zh: '新增角色、更改角色的权限', en: 'Create roles and change what they may do' },
  reaches: ['company'],
  important: true,
  roles: { administrator: 'company', securityAdministrator: 'company' },
});

export const assignRoles = permission({
  name: 'access.assignRoles',
  sentence: { zh: '把角色授予人员或岗位，或收回', en: 'Give roles to people or posts, and take them back' },
  reaches: ['listed', 'employer', 'company'],
  important: true,
  roles: { administrator: 'company', securityAdministrator: 'company' },
});

export const activatePeople = permission({
  name: 'access.activatePeople',
  sentence: {
    zh: '发放激活码（也用于忘记密码的同事），查看谁还没有激活',
    en: 'Give out activation codes (also to people who forgot their password), and see who hasn’t come yet',
  },
  reaches: ['departmentTree', 'listed', 'employer', 'company'],
  important: true,
  roles: { departmentAdministrator: 'listed', hr: 'employer', administrator: 'company' },
});

export const resetSecondFactors = permission({
  name: 'access.resetSecondFactors',
  sentence: {
    zh: '重置同事遗失的第二因素（提出或同意）',
    en: 'Reset a second factor that somebody lost: propose it, or agree to it',
  },
  reaches: ['listed', 'employer', 'company'],
  important: true,
  roles: {
    hr: 'employer',
    securityOwner: 'company',
    administrator: 'company',
    securityAdministrator: 'company',
  },
});

export const endSessionsOfOthers = permission({
  name: 'access.endSessionsOfOthers',
  sentence: { zh: '结束同事在所有设备上的登录', en: 'Sign somebody out everywhere' },
  reaches: ['departmentTree', 'listed', 'employer', 'company'],
  roles: {
    hr: 'employer',
    securityOwner: 'company',
    administrator: 'company',
    securityAdministrator: 'company',
  },
});

export const watchSignIns = permission({
  name: 'access.watchSignIns',
  sentence: {
    zh: '得知异常登录，以及谁说“这不是我”',
    en: 'Be told of unusual sign-ins, and of who said “this wasn’t me”',
  },
  reaches: ['employer', 'company'],
  roles: { securityOwner: 'company', administrator: 'company', securityAdministrator: 'company' },
});

export const removePasskeys = permission({
  name: 'access.removePasskeys',
  sentence: {
    zh: '查看同事登记的通行密钥，停用遗失的',
    en: 'See which passkeys people have registered, and remove lost ones',
  },
  reaches: ['departmentTree', 'listed', 'employer', 'company'],
  important: true,
  roles: { hr: 'employer', administrator: 'company', securityAdministrator: 'company' },
});

export const manageOutsideSignIn = permission({
  name: 'access.manageOutsideSignIn',
  sentence: {
    zh: '管理外部登录：单点登录、企业微信、钉钉、飞书、LDAP（变更须两人）',
    en: 'Manage sign-in from outside: single sign-on, WeCom, DingTalk, Feishu, LDAP (changes take two)',
  },
  reaches: ['company'],
  important: true,
  roles: { securityOwner: 'company', administrator: 'company' },
});

export const managePackages = permission({
  name: 'access.managePackages',
  sentence: {
    zh: '录入部门权限包（须附总经理办公会决议，另一人同意后生效），或撤销',
    en: 'Enter packages of permissions of departments, with the resolution of the executive meeting, and withdraw them',
  },
  reaches: ['company'],
  important: true,
  roles: { administrator: 'company', securityAdministrator: 'company' },
});

export const assignFromPackages = permission({
  name: 'access.assignFromPackages',
  sentence: {
    zh: '在部门权限包内给本部门人员授权、收回',
    en: 'Give permissions of the department’s package to its own people, and take them back',
  },
  reaches: ['department', 'departmentTree', 'listed'],
  roles: { departmentHead: 'departmentTree', departmentAdministrator: 'listed' },
});
