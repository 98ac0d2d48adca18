import { z } from 'zod';
import { setting } from '#kernel/contract/setting.ts';
import type { Words } from '#kernel/contract/words.ts';
import { manageStructure } from './permissions.ts';

/** Fields of a person that another system may be the master of (D14). The account isn't: it never changes. */
export const ownableFields = [
  'name',
  'alias',
  'jobTitle',
  'phone',
  'landline',
  'email',
  'staffNumber',
  'staffType',
  'gender',
  'entryDate',
  'firstWorkDate',
  'probationEnd',
  'contractEnd',
  'workPlace',
  'address',
  'departments',
  'posts',
  'supervisorId',
  'employerId',
] as const;

const ownableFieldWords: Readonly<Record<(typeof ownableFields)[number], Words>> = {
  name: { zh: '姓名', en: 'Name' },
  alias: { zh: '别名', en: 'Alias' },
  jobTitle: { zh: '职务', en: 'Job title' },
  phone: { zh: '手机', en: 'Phone' },
  landline: { zh: '座机', en: 'Landline' },
  email: { zh: '邮箱', en: 'E-mail' },
  staffNumber: { zh: '工号', en: 'Staff number' },
  staffType: { zh: '人员类型', en: 'Staff type' },
  gender: { zh: '性别', en: 'Gender' },
  entryDate: { zh: '入职日期', en: 'Date of entry' },
  firstWorkDate: { zh: '首次参加工作日期', en: 'First day of work' },
  probationEnd: { zh: '试用期止', en: 'End of probation' },
  contractEnd: { zh: '合同期止', en: 'End of contract' },
  workPlace: { zh: '工作地点', en: 'Work place' },
  address: { zh: '住址', en: 'Address' },
  departments: { zh: '部门', en: 'Departments' },
  posts: { zh: '岗位', en: 'Posts' },
  supervisorId: { zh: '直属上级', en: 'Supervisor' },
  employerId: { zh: '用人单位', en: 'Employer' },
};
export type OwnableField = (typeof ownableFields)[number];

/** Where a field comes from, if not from here: the HR system's file, a directory server (LDAP), provisioning (SCIM). */
export const fieldOwnerName = z.enum(['hrFile', 'directoryServer', 'scim']);
export type FieldOwner = z.infer<typeof fieldOwnerName>;

/** The process that writes for each owner; nobody else changes its fields. Whoever writes for one takes its name from here. */
export const ownerProcess = {
  hrFile: 'directory.hrFile',
  directoryServer: 'access.followingLdap',
  scim: 'integrations.scim',
} as const satisfies Readonly<Record<FieldOwner, string>>;

export const fieldOwners = setting({
  name: 'directory.fieldOwners',
  scope: 'employer',
  shape: z.partialRecord(z.enum(ownableFields), fieldOwnerName),
  initial: {},
  words: {
    zh: '哪些人员字段以外部系统为准，在这里不能修改',
    en: 'Which fields of people come from another system and can’t be edited here',
  },
  parts: {
    ...ownableFieldWords,
    hrFile: { zh: '人事系统文件', en: 'HR system’s file' },
    directoryServer: { zh: '公司目录（LDAP/AD）', en: 'Directory server (LDAP, AD)' },
    scim: { zh: '自动开通（SCIM）', en: 'Provisioning (SCIM)' },
  },
  changedBy: manageStructure,
});

/** D14: how much one HR file may change, in per cent of the employer's people, and what it means that somebody isn't in it. */
export const hrFileLimits = setting({
  name: 'directory.hrFileLimits',
  scope: 'employer',
  shape: z.object({
    mostAbsent: z.int().min(0).max(100),
    mostChanged: z.int().min(0).max(100),
    absentMeans: z.enum(['nothing', 'leaving']),
  }),
  initial: { mostAbsent: 5, mostChanged: 30, absentMeans: 'nothing' },
  words: {
    zh: '人事文件一次最多缺少、最多变更多少人（百分比）；文件里没有的人是否视为离职',
    en: 'How many people an HR file may lack and change at most (per cent); whether who isn’t in it leaves',
  },
  parts: {
    mostAbsent: { zh: '最多缺少的人（%）', en: 'People that a file may lack (per cent)' },
    mostChanged: { zh: '最多变更的人（%）', en: 'People that a file may change (per cent)' },
    absentMeans: { zh: '文件里没有的人', en: 'Who isn’t in the file' },
    nothing: { zh: '不处理', en: 'Stays' },
    leaving: { zh: '视为离职', en: 'Leaves' },
  },
  changedBy: manageStructure,
});

/** Which of these fields somebody who isn't their owner may not change. `process`: of who writes; undefined: a person. */
export function ownedElsewhere(
  owners: Readonly<Partial<Record<OwnableField, FieldOwner>>>,
  fields: readonly string[],
  process: string | undefined,
): OwnableField[] {
  return ownableFields.filter((field) => {
    const owner = owners[field];
    return owner !== undefined && fields.includes(field) && ownerProcess[owner] !== process;
  });
}
