import type { Words } from '#kernel/contract/words.ts';
import { headApproval } from '#modules/approvals/contract/head-approval.ts';
import { type DesignedKind, designedKind } from '#modules/approvals/contract/process-kind.ts';

type Fields = Parameters<typeof designedKind>[0]['design']['fields'];

const asks = { empty: { kind: 'processAdministrator' }, self: 'supervisor', opinion: 'unlessApproved' } as const;
const limit = { reminder: { after: { workingMinutes: 120 } }, overdue: { workdays: 1 } };

/** The head of the department, then who answers for carrying it out: HR, or of permissions the platform administrator. */
const kind = (
  name: string,
  title: Words,
  prefix: string,
  summary: Words,
  fields: Fields,
  last: 'hr' | 'administrator' = 'hr',
): DesignedKind =>
  designedKind({
    name: `staffing.${name}`,
    title,
    version: 1,
    copiesSeeAll: ['hr'],
    design: { fields, summary, numbering: { prefix } },
    definition: {
      start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } },
      nodes: [
        { ...headApproval, mode: { kind: 'all' }, limit },
        {
          kind: 'approve',
          id: last,
          name: last === 'hr' ? { zh: '人事审核', en: 'HR' } : { zh: '系统管理员审核', en: 'Platform administrator' },
          approvers: [{ kind: 'role', role: last, within: last === 'hr' ? 'employer' : 'group' }],
          mode: { kind: 'any' },
          limit,
          ...asks,
        },
      ],
      revoke: { kind: 'withinDays', days: 31 },
    },
  });

const reason = {
  kind: 'longText',
  name: 'reason',
  label: { zh: '说明', en: 'Reason' },
  required: true,
  most: 500,
} as const;

/** Opening an account 账号开通 (D2): the person stands in the directory, ready for the day of need. */
export const openAccountKind = kind(
  'openAccount',
  { zh: '账号开通', en: 'Opening an account' },
  'KT',
  { zh: '{jobTitle} · {neededBy} 前', en: '{jobTitle} · by {neededBy}' },
  [
    {
      kind: 'text',
      name: 'name',
      label: { zh: '姓名', en: 'Name' },
      required: true,
      most: 60,
      width: 'half',
    },
    {
      kind: 'text',
      name: 'account',
      label: { zh: '账号', en: 'Account' },
      help: { zh: '字母或数字开头，以后不能更改', en: 'Begins with a letter or digit; never changes later' },
      required: true,
      most: 64,
      width: 'half',
    },
    { kind: 'department', name: 'department', label: { zh: '部门', en: 'Department' }, required: true, width: 'half' },
    { kind: 'text', name: 'jobTitle', label: { zh: '职务', en: 'Job title' }, required: true, most: 60, width: 'half' },
    {
      kind: 'text',
      name: 'post',
      label: { zh: '岗位', en: 'Post' },
      help: { zh: '岗位带有权限，由人事授予', en: 'Posts carry permissions; HR gives them' },
      most: 60,
      width: 'half',
    },
    { kind: 'phone', name: 'phone', label: { zh: '手机', en: 'Mobile' }, sensitive: true, width: 'half' },
    {
      kind: 'choice',
      name: 'staffType',
      label: { zh: '用工形式', en: 'Kind of employment' },
      required: true,
      options: [
        { id: 'regular', words: { zh: '正式', en: 'Regular' } },
        { id: 'probation', words: { zh: '试用', en: 'On probation' } },
        { id: 'dispatched', words: { zh: '劳务派遣', en: 'Dispatched' } },
        { id: 'intern', words: { zh: '实习', en: 'Intern' } },
        { id: 'outsourced', words: { zh: '外包', en: 'Outsourced' } },
      ],
    },
    {
      kind: 'date',
      name: 'neededBy',
      label: { zh: '需要在哪一天前开通', en: 'Needed by' },
      required: true,
      earliest: 'today',
    },
    { ...reason, required: false },
  ],
);

/** Closing an account 账号关闭: leaving ends it by itself, anything else is the administrators' to do. */
export const closeAccountKind = kind(
  'closeAccount',
  { zh: '账号关闭', en: 'Closing an account' },
  'GB',
  { zh: '{why} · {lastDay}', en: '{why} · {lastDay}' },
  [
    { kind: 'person', name: 'person', label: { zh: '谁的账号', en: 'Whose account' }, required: true },
    {
      kind: 'choice',
      name: 'why',
      label: { zh: '原因', en: 'Why' },
      required: true,
      options: [
        { id: 'leaving', words: { zh: '离职', en: 'Leaving' } },
        { id: 'other', words: { zh: '其他', en: 'Something else' } },
      ],
    },
    {
      kind: 'date',
      name: 'lastDay',
      label: { zh: '最后使用日', en: 'Last day' },
      help: { zh: '次日起不能登录', en: 'From the day after nobody signs in with it' },
      required: true,
      earliest: 'today',
    },
    { kind: 'person', name: 'successor', label: { zh: '工作交给谁', en: 'Who takes over' } },
    reason,
  ],
);

/** Change of phone or e-mail 账号信息变更 (D2.2); the account name itself stays for ever (D13). */
export const changeContactKind = kind(
  'changeContact',
  { zh: '账号与手机变更', en: 'Change of account or phone' },
  'BG',
  { zh: '{what}', en: '{what}' },
  [
    { kind: 'person', name: 'person', label: { zh: '谁的', en: 'Whose' }, required: true },
    {
      kind: 'choice',
      name: 'what',
      label: { zh: '变更什么', en: 'What changes' },
      help: {
        zh: '账号名称终身不变；需要换账号的选“其他”',
        en: 'The name of an account never changes; for another account choose something else',
      },
      required: true,
      options: [
        { id: 'phone', words: { zh: '绑定手机', en: 'Phone' } },
        { id: 'email', words: { zh: '邮箱', en: 'E-mail' } },
        { id: 'other', words: { zh: '其他', en: 'Something else' } },
      ],
    },
    {
      kind: 'phone',
      name: 'phone',
      label: { zh: '新手机号', en: 'New phone' },
      sensitive: true,
      rules: { show: 'what = "phone"', require: 'what = "phone"' },
    },
    {
      kind: 'text',
      name: 'email',
      label: { zh: '新邮箱', en: 'New e-mail' },
      most: 254,
      rules: { show: 'what = "email"', require: 'what = "email"' },
    },
    reason,
  ],
);

/** Post change 调岗 (D7): moves the person on its day. */
export const changePostKind = kind(
  'changePost',
  { zh: '岗位变动', en: 'Post change' },
  'DG',
  { zh: '{from} 起', en: 'from {from}' },
  [
    { kind: 'person', name: 'person', label: { zh: '谁', en: 'Who' }, required: true },
    { kind: 'department', name: 'department', label: { zh: '新部门', en: 'New department' }, required: true },
    { kind: 'text', name: 'jobTitle', label: { zh: '新职务', en: 'New job title' }, most: 60, width: 'half' },
    {
      kind: 'text',
      name: 'post',
      label: { zh: '新岗位', en: 'New post' },
      help: { zh: '由人事授予', en: 'Given by HR' },
      most: 60,
      width: 'half',
    },
    { kind: 'person', name: 'supervisor', label: { zh: '新上级', en: 'New supervisor' } },
    {
      kind: 'date',
      name: 'from',
      label: { zh: '从哪一天起', en: 'From' },
      required: true,
      earliest: 'today',
    },
    reason,
  ],
);

/** Permission change 权限变更: the administrators carry it out, two of them for an important one (A4). */
export const changePermissionKind = kind(
  'changePermission',
  { zh: '权限变更', en: 'Permission change' },
  'QX',
  { zh: '{what}：{permission}', en: '{what}: {permission}' },
  [
    { kind: 'person', name: 'person', label: { zh: '谁的权限', en: 'Whose' }, required: true },
    {
      kind: 'choice',
      name: 'what',
      label: { zh: '变更', en: 'Change' },
      required: true,
      options: [
        { id: 'give', words: { zh: '授予', en: 'Give' } },
        { id: 'take', words: { zh: '收回', en: 'Take back' } },
      ],
    },
    {
      kind: 'text',
      name: 'permission',
      label: { zh: '角色或权限', en: 'Role or permission' },
      required: true,
      most: 120,
    },
    { kind: 'dateRange', name: 'period', label: { zh: '期限', en: 'For how long' }, rules: { show: 'what = "give"' } },
    reason,
  ],
  'administrator',
);

/** The kinds that staffing follows up. */
export const staffingKinds = [
  openAccountKind,
  closeAccountKind,
  changeContactKind,
  changePostKind,
  changePermissionKind,
];
