import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, download, query, upload } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import {
  confirmFirst,
  minutesNotReadable,
  notInPackage,
  notOfTheDepartment,
  notToYourself,
  packageGiven,
  packageNotForThis,
  packageOver,
  packageWaits,
  permissionUnknown,
  proposalOver,
  secondPersonNeeded,
} from './failures.ts';
import { approveGrants, assignFromPackages, managePackages } from './permissions.ts';

/** How far a permission of a package carries: the department's own people, with those below at most. */
export const packageReach = z.enum(['self', 'department', 'departmentTree']);

export const uploadMinutes = upload({
  name: 'access.uploadMinutes',
  summary: {
    zh: '上传总经理办公会会议纪要（PDF 或图片）',
    en: 'Uploads the minutes of an executive meeting, as PDF or picture',
  },
  input: z.object({}),
  output: z.object({ minutesId: id(), name: z.string() }),
  access: managePackages,
  failures: [minutesNotReadable],
  perMinute: 30,
  maxBytes: 50_000_000,
  stored: true,
});

export const readMinutes = download({
  name: 'access.readMinutes',
  summary: { zh: '会议纪要', en: 'The minutes that a package rests on' },
  input: z.object({ packageId: id() }),
  output: z.unknown(),
  access: 'signedIn',
});

export const proposePackage = command({
  name: 'access.proposePackage',
  summary: {
    zh: '录入部门权限包，附总经理办公会决议；另一人同意后生效',
    en: 'Enters a department’s package with the resolution of the executive meeting; in force when another person agrees',
  },
  input: z.object({
    departmentId: id(),
    permissions: z
      .array(z.object({ permission: z.string().max(100), reach: packageReach }))
      .min(1)
      .max(200),
    resolution: z.object({
      /** 2026 年第 3 次：总办〔2026〕3 号 */
      number: line(60),
      day: day(),
      attendeeIds: z.array(id()).min(2).max(50),
    }),
    minutesId: id(),
  }),
  output: z.object({ packageId: id() }),
  access: managePackages,
  failures: [confirmFirst, packageWaits, packageNotForThis, permissionUnknown, notFound],
});

export const decidePackage = command({
  name: 'access.decidePackage',
  summary: {
    zh: '核对决议后同意或驳回部门权限包；生效后替代原有的',
    en: 'Agrees to a package after a look at the resolution, or refuses it; in force it takes the place of the former',
  },
  input: z.object({ packageId: id(), agree: z.boolean() }),
  output: z.object({}),
  access: approveGrants,
  failures: [confirmFirst, secondPersonNeeded, packageOver, proposalOver],
});

export const withdrawPackage = command({
  name: 'access.withdrawPackage',
  summary: {
    zh: '撤销部门权限包；经它授予的权限随即失效',
    en: 'Withdraws a package; what was given through it ends at once',
  },
  input: z.object({ packageId: id(), reason: line(500) }),
  output: z.object({}),
  access: managePackages,
  failures: [confirmFirst, packageOver],
});

export const listPackages = query({
  name: 'access.listPackages',
  summary: { zh: '部门权限包', en: 'Packages of departments' },
  /** `over`: also those that were refused, withdrawn or replaced, or expired. */
  input: z.object({ ...pageInput, over: z.boolean().default(false) }),
  /** Of departments within the reach of `access.assignFromPackages`; all, for who enters or agrees to them. Newest first. */
  output: page(
    z.object({
      id: id(),
      department: z.object({ id: id(), name: z.string() }),
      state: z.enum(['waiting', 'inForce', 'refused', 'withdrawn', 'replaced', 'expired']),
      permissions: z.array(z.object({ name: z.string(), sentence: words, reach: packageReach })),
      resolution: z.object({ number: z.string(), day: day(), attendees: z.array(personNamed) }),
      minutes: z.string(),
      proposedBy: personNamed,
      proposedAt: instant(),
      /** When it stops waiting for a second person; null: it doesn't wait. */
      expiresAt: instant().nullable(),
      decidedBy: personNamed.nullable(),
      decidedAt: instant().nullable(),
      endedAt: instant().nullable(),
      reason: z.string().nullable(),
      /** Grants through it that hold. */
      grants: z.int(),
      may: z.array(z.enum(['agree', 'refuse', 'withdraw', 'assign'])),
    }),
  ),
  access: 'signedIn',
});

export const listPackageGrants = query({
  name: 'access.listPackageGrants',
  summary: { zh: '经部门权限包授予了谁', en: 'To whom permissions of a package are given' },
  input: z.object({ packageId: id(), ...pageInput }),
  output: page(
    z.object({
      id: id(),
      person: personNamed,
      permission: z.string(),
      sentence: words,
      givenBy: personNamed,
      givenAt: instant(),
      may: z.array(z.enum(['takeBack'])),
    }),
  ),
  access: 'signedIn',
});

export const giveFromPackage = command({
  name: 'access.giveFromPackage',
  summary: {
    zh: '在部门权限包内把权限授予本部门人员',
    en: 'Gives a permission of the department’s package to somebody of the department',
  },
  input: z.object({ packageId: id(), permission: z.string().max(100), personId: id() }),
  output: z.object({ grantId: id() }),
  access: assignFromPackages,
  failures: [notToYourself, notOfTheDepartment, notInPackage, packageOver, packageGiven],
});

export const takeBackFromPackage = command({
  name: 'access.takeBackFromPackage',
  summary: { zh: '收回经部门权限包授予的权限', en: 'Takes back a permission that was given through a package' },
  input: z.object({ grantId: id() }),
  output: z.object({}),
  access: assignFromPackages,
});
