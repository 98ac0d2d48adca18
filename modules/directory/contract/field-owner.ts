import { z } from 'zod';
import { setting } from '#kernel/contract/setting.ts';
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
