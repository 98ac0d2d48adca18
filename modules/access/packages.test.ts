import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { listExpedited } from '#modules/approvals/contract/expediting.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { changePerson, readPerson } from '#modules/directory/contract/people.ts';
import {
  agreeReorganisation,
  changeReorganisation,
  createReorganisation,
  publishReorganisation,
} from '#modules/directory/contract/reorganisations.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { explainPermission, revokeRole } from './contract/assignments.ts';
import {
  decidePackage,
  giveFromPackage,
  listPackageGrants,
  listPackages,
  proposePackage,
  readMinutes,
  takeBackFromPackage,
  uploadMinutes,
  withdrawPackage,
} from './contract/packages.ts';
import { exportRoles } from './contract/roles.ts';
import { fromBefore, giveRole } from './testing.ts';
import { accessCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let admin: TestClient;
let second: TestClient;
let head: TestClient;
let mei: TestClient;
let below: TestClient;
let outsider: TestClient;

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  company = await aCompany(test, { departments: ['前厅部', '前厅部/礼宾组', '财务部'] });
  const join = async (name: string, department?: string) =>
    test.as(await aPerson(test, company, { name, ...(department && { department }) }));
  admin = await join('顾思远');
  second = await join('安全官');
  head = await join('王建国', '前厅部');
  mei = await join('李雪梅', '前厅部');
  below = await join('赵礼宾', '礼宾组');
  outsider = await join('钱财务', '财务部');
  await giveRole(test, admin.personId, 'administrator');
  await giveRole(test, second.personId, 'securityOwner');
  const departmentId = company.departments.前厅部 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head.personId] } });
});
afterAll(() => test.stop());

const expedite = { permission: 'approvals.expedite', reach: 'departmentTree' as const };
const broadcast = { permission: 'messaging.sendToMany', reach: 'departmentTree' as const };
const pdf = { name: '会议纪要.pdf', bytes: new TextEncoder().encode('%PDF-1.7 …') };
async function proposed(department: string, permissions = [expedite], number = '总办〔2026〕3 号') {
  const { minutesId } = await admin.call(uploadMinutes, {}, { file: pdf });
  return admin.call(proposePackage, {
    departmentId: company.departments[department] ?? '',
    permissions,
    resolution: { number, day: '2026-02-27', attendeeIds: [admin.personId, outsider.personId] },
    minutesId,
  });
}
const watched = [
  [listPackages, {}],
  [listPackages, { over: true }],
] as const;
const watch = <T>(who: TestClient, action: () => Promise<T>) => verifyPush(test, who, accessCache, watched, action);
const code = (name: string) => ({ code: `access.${name}` });

describe('a department’s package', () => {
  let packageId = '';
  it('is in force only by a resolution, entered by one and agreed to by another', async () => {
    await watch(second, () => admin.call(uploadMinutes, {}, { file: pdf }));
    await expect(
      admin.call(uploadMinutes, {}, { file: { name: 'a.pdf', bytes: new TextEncoder().encode('MZ') } }),
    ).rejects.toMatchObject(code('minutesNotReadable'));
    await watch(second, async () => {
      ({ packageId } = await proposed('前厅部'));
    });
    await expect(proposed('前厅部')).rejects.toMatchObject(code('packageWaits'));
    await expect(
      proposed('财务部', [{ permission: 'directory.exportPeople', reach: 'departmentTree' }]),
    ).rejects.toMatchObject(code('packageNotForThis'));
    await expect(
      proposed('财务部', [{ permission: 'groups.manageKinds', reach: 'departmentTree' }]),
    ).rejects.toMatchObject(code('packageNotForThis'));
    await expect(head.call(giveFromPackage, { packageId, ...give(mei) })).rejects.toMatchObject(code('packageOver'));
    await expect(admin.call(decidePackage, { packageId, agree: true })).rejects.toMatchObject(
      code('secondPersonNeeded'),
    );
    await watch(head, () => second.call(decidePackage, { packageId, agree: true }));
    const [row] = (await head.call(listPackages, {})).rows;
    expect(row).toMatchObject({ state: 'inForce', minutes: '会议纪要.pdf', may: ['assign'] });
    expect(row?.resolution).toMatchObject({ number: '总办〔2026〕3 号', day: '2026-02-27' });
    const { bytes } = (await head.call(readMinutes, { packageId })) as unknown as { bytes: Uint8Array };
    expect(bytes).toEqual(pdf.bytes);
    await expect(outsider.call(readMinutes, { packageId })).rejects.toMatchObject({ status: 404 });
  });

  const give = (to: TestClient, permission = expedite.permission) => ({ permission, personId: to.personId });
  const grants = async () => (await head.call(listPackageGrants, { packageId })).rows;

  it('gives to the department’s own people, and to nobody else', async () => {
    await expect(mei.call(listExpedited, {})).rejects.toMatchObject({ status: 403 });
    await verifyPush(test, head, accessCache, [[listPackageGrants, { packageId }], ...watched], () =>
      head.call(giveFromPackage, { packageId, ...give(mei) }),
    );
    await head.call(giveFromPackage, { packageId, ...give(below) });
    await expect(mei.call(listExpedited, {})).resolves.toBeDefined();
    expect(
      (await mei.call(explainPermission, { personId: mei.personId, permission: expedite.permission })).because,
    ).toMatchObject([{ kind: 'package', givenBy: { name: '王建国' }, reach: 'departmentTree' }]);
    for (const [to, refusal] of [
      [mei, 'packageGiven'],
      [head, 'notToYourself'],
      [outsider, 'notOfTheDepartment'],
    ] as const)
      await expect(head.call(giveFromPackage, { packageId, ...give(to) })).rejects.toMatchObject(code(refusal));
    await expect(head.call(giveFromPackage, { packageId, ...give(mei, broadcast.permission) })).rejects.toMatchObject(
      code('notInPackage'),
    );
    // Who administers the platform carries the resolution out, and gives nothing for the department.
    await expect(admin.call(giveFromPackage, { packageId, ...give(mei) })).rejects.toMatchObject({ status: 403 });
    await expect(outsider.call(listPackages, {})).rejects.toMatchObject({ status: 403 });
    const [first] = await grants();
    await expect(outsider.call(takeBackFromPackage, { grantId: first?.id ?? '' })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('stands in the exported matrix, beside the roles and who holds them', async () => {
    const { bytes } = (await admin.call(exportRoles, { language: 'zh' })) as unknown as { bytes: Uint8Array };
    const sheet = (column: number, heading: string) => {
      const read = readSheet(bytes, 'roles.xlsx', (rows) => (rows[0]?.cells[column] === heading ? 1 : 0));
      return 'rows' in read ? read.rows.map(({ cells }) => cells) : [];
    };
    expect(sheet(0, '模块')[0]?.slice(0, 4)).toEqual(['模块', '权限', '须两人', '员工']);
    const holders = sheet(1, '人员');
    expect(holders.find((row) => row[1] === '顾思远')?.slice(0, 5)).toEqual([
      '系统管理员',
      '顾思远',
      '',
      '云澜酒店集团',
      '按角色',
    ]);
    expect(holders.find((row) => row[1] === '李雪梅')?.slice(2, 6)).toEqual([
      '',
      '前厅部',
      '按角色',
      '2026-03-02 09:00',
    ]);
    await expect(head.call(exportRoles, {})).rejects.toMatchObject({ status: 403 });
  });

  it('refuses in the database whatever program asks', async () => {
    const insert = (personId: string, permission = expedite.permission, by = admin.personId) =>
      test.sql(
        `insert into access.package_grant (id, package_id, permission, person_id, granted_at, granted_by)
         values (gen_random_uuid(), $1, $2, $3, '2026-03-02T01:00:00Z', $4)`,
        [packageId, permission, personId, by],
      );
    await expect(insert(outsider.personId)).rejects.toMatchObject({ constraint: 'package_grant_within' });
    await expect(insert(head.personId, expedite.permission, head.personId)).rejects.toMatchObject({
      constraint: 'package_grant_not_to_oneself',
    });
    await expect(insert(head.personId, broadcast.permission)).rejects.toMatchObject({ code: '23503' });
    await expect(
      test.sql(`update access.department_package set decided_by = proposed_by where id = $1`, [packageId]),
    ).rejects.toMatchObject({ constraint: 'package_by_two' });
    await expect(
      test.sql(`update access.package_permission set reach = 'employer' where package_id = $1`, [packageId]),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('loses who has left the department, and what is taken back', async () => {
    const { revision } = await test.system(readPerson, { personId: below.personId });
    await test.system(changePerson, {
      personId: below.personId,
      revision,
      change: { departments: [{ departmentId: company.departments.财务部 ?? '', main: true }] },
    });
    await test.settle();
    await expect(below.call(listExpedited, {})).rejects.toMatchObject({ status: 403 });
    const grantId = (await grants()).find(({ person }) => person.id === mei.personId)?.id ?? '';
    await verifyPush(test, head, accessCache, [[listPackageGrants, { packageId }]], () =>
      head.call(takeBackFromPackage, { grantId }),
    );
    await expect(mei.call(listExpedited, {})).rejects.toMatchObject({ status: 403 });
  });

  it('is replaced by the next one, which goes on with what both hold', async () => {
    await head.call(giveFromPackage, { packageId, ...give(mei) });
    const next = await proposed('前厅部', [expedite, broadcast], '总办〔2026〕5 号');
    await second.call(decidePackage, { packageId: next.packageId, agree: true });
    expect((await head.call(listPackages, { over: true })).rows.map(({ state }) => state)).toEqual([
      'inForce',
      'replaced',
    ]);
    await expect(mei.call(listExpedited, {})).resolves.toBeDefined();
    packageId = next.packageId;
    expect(await grants()).toMatchObject([{ person: { id: mei.personId }, permission: expedite.permission }]);
  });

  it('loses a department that is moved out, by itself or in a reorganisation', async () => {
    const { 前厅部: front = '', 礼宾组: desk = '', 财务部: finance = '' } = company.departments;
    const porter = await test.as(await aPerson(test, company, { name: '周门童', department: '礼宾组' }));
    await head.call(giveFromPackage, { packageId, ...give(porter) });
    const { revision } = await test.system(readDepartment, { departmentId: desk });
    await test.system(changeDepartment, { departmentId: desk, revision, change: { parentId: finance } });
    await test.settle();
    await expect(porter.call(listExpedited, {})).rejects.toMatchObject({ status: 403 });
    // Coming back brings nothing back.
    await test.system(changeDepartment, { departmentId: desk, revision: revision + 1, change: { parentId: front } });
    await test.settle();
    await expect(porter.call(listExpedited, {})).rejects.toMatchObject({ status: 403 });
    await head.call(giveFromPackage, { packageId, ...give(porter) });
    await expect(porter.call(listExpedited, {})).resolves.toBeDefined();
    const hr = await test.as(await aPerson(test, company, { name: '何人事' }));
    const other = await test.as(await aPerson(test, company, { name: '吕复核' }));
    for (const who of [hr, other]) await giveRole(test, who.personId, 'hr');
    const { reorganisationId } = await hr.call(createReorganisation, {
      name: '礼宾归财务',
      employerId: company.employerId,
    });
    const steps = [{ kind: 'moveDepartment' as const, departmentId: desk, parentId: finance }];
    await hr.call(changeReorganisation, { reorganisationId, revision: 1, change: { steps, on: '2026-03-02' } });
    await other.call(agreeReorganisation, { reorganisationId, revision: 2 });
    await hr.call(publishReorganisation, { reorganisationId, revision: 3 });
    await test.settle();
    await expect(porter.call(listExpedited, {})).rejects.toMatchObject({ status: 403 });
  });

  it('ends with everything that was given through it', async () => {
    await watch(head, () => admin.call(withdrawPackage, { packageId, reason: '职责调整' }));
    await expect(mei.call(listExpedited, {})).rejects.toMatchObject({ status: 403 });
    await expect(admin.call(withdrawPackage, { packageId, reason: '再撤' })).rejects.toMatchObject(code('packageOver'));
    await expect(second.call(decidePackage, { packageId, agree: true })).rejects.toMatchObject(code('packageOver'));
  });

  it('waits as long as other changes that take two, one from before too, and for nobody who may no longer enter one', async () => {
    const renew = async () => {
      admin = await test.as(admin.personId);
      second = await test.as(second.personId);
    };
    await renew();
    const { packageId: waiting } = await proposed('财务部');
    const stateOf = async (id: string) =>
      (await second.call(listPackages, { over: true, limit: 50 })).rows.find((row) => row.id === id);
    expect(await stateOf(waiting)).toMatchObject({ state: 'waiting', expiresAt: expect.any(String) });
    await fromBefore(test, new URL('./server/migrations/0016-old-proposals.sql', import.meta.url), {
      'access.department_package': 'access.packageExpires',
    });
    await test.advance({ days: 6 });
    await renew();
    expect((await stateOf(waiting))?.state).toBe('waiting');
    await watch(second, () => test.advance({ days: 1, minutes: 1 }));
    await renew();
    expect(await stateOf(waiting)).toMatchObject({ state: 'expired', expiresAt: null, decidedBy: null, may: [] });
    await expect(second.call(decidePackage, { packageId: waiting, agree: true })).rejects.toMatchObject(
      code('packageOver'),
    );
    await expect(admin.call(withdrawPackage, { packageId: waiting, reason: '晚' })).rejects.toMatchObject(
      code('packageOver'),
    );
    expect((await admin.call(listNotices, {})).rows[0]?.title).toBe('你录入的部门权限包已过期，没有人同意');

    // Who entered it isn't an administrator any more; and who isn't fresh agrees to nothing.
    const former = await test.as(await aPerson(test, company, { name: '前任管理员' }));
    const assignmentId = await giveRole(test, former.personId, 'administrator');
    const { minutesId } = await former.call(uploadMinutes, {}, { file: pdf });
    const { packageId: orphan } = await former.call(proposePackage, {
      departmentId: company.departments.财务部 ?? '',
      permissions: [expedite],
      resolution: { number: '9', day: '2026-02-27', attendeeIds: [admin.personId, outsider.personId] },
      minutesId,
    });
    await test.system(revokeRole, { assignmentId });
    await expect(second.call(decidePackage, { packageId: orphan, agree: true })).rejects.toMatchObject(
      code('proposalOver'),
    );
    await test.advance({ minutes: 11 });
    await expect(second.call(decidePackage, { packageId: orphan, agree: false })).rejects.toMatchObject(
      code('confirmFirst'),
    );
    await renew();
    await second.call(decidePackage, { packageId: orphan, agree: false });
  });
});
