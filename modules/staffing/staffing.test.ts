import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { act, listKinds, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { approvalsHouse } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { listPeople, readPerson } from '#modules/directory/contract/people.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { finishFollowUp, listFollowUps } from './contract/operations.ts';
import { carryOut } from './contract/permissions.ts';
import { staffingServer } from './server/staffing-server.ts';
import { staffingCache } from './web/cache.ts';

// The house stands in for access, and has no roles to give.
const guards = staffingServer.guards.filter(({ operation }) => operation.name !== assignRole.name);
const house = approvalsHouse([{ ...staffingServer, guards }]);
let test: TestProgram;
let company: TestCompany;
let ids: { mei: string; head: string; hr: string };
let mei: TestClient;
let head: TestClient;
let hr: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  ids = {
    mei: await aPerson(test, company, { name: '李梅', department: '平台组', phone: '13800000001' }),
    head: await aPerson(test, company, { name: '王强', department: '平台组' }),
    hr: await aPerson(test, company, { name: '陈静', department: '人力资源部' }),
  };
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  house.holders.set('hr', [ids.hr]);
  house.holders.set('administrator', [ids.hr]);
  house.grants.set(ids.hr, [
    { permission: carryOut, reach: 'employer' },
    { permission: managePeople, reach: 'employer' },
  ]);
  [mei, head, hr] = [await test.as(ids.mei), await test.as(ids.head), await test.as(ids.hr)];
});
afterAll(() => test.stop());

const ask = (kind: string, form: Record<string, unknown>) =>
  mei.call(submitRequest, { kind: `staffing.${kind}`, form: { reason: '工作需要', ...form } });
const answer = async (who: TestClient, requestId: string, outcome: 'approve' | 'reject' = 'approve') => {
  const { rows } = await who.call(listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await who.call(readRequest, { requestId });
  await who.call(act, { requestId, slotId, revision: view.revision, outcome, opinion: { text: '好' } });
  await test.settle();
};
const approved = async (kind: string, form: Record<string, unknown>) => {
  const { requestId } = await ask(kind, form);
  await answer(head, requestId);
  await answer(hr, requestId);
  return requestId;
};
const followUp = async (requestId: string) =>
  (await hr.call(listFollowUps, { only: 'all' })).rows.find((row) => row.requestId === requestId);
const account = (name: string) => ({
  name: '赵新',
  account: name,
  department: company.departments.平台组,
  jobTitle: '工程师',
  post: '值班员',
  staffType: 'probation',
  neededBy: '2026-03-16',
  phone: '13900000002',
});

it('offers its five kinds', async () => {
  const { rows } = await mei.call(listKinds, {});
  const own = rows.filter(({ kind }) => kind.startsWith('staffing.'));
  expect(own.map(({ title }) => title.zh)).toEqual(['账号开通', '账号关闭', '账号与手机变更', '岗位变动', '权限变更']);
});

it('an approved account stands in the directory, once; activation is left to HR, who says when it is done', async () => {
  let requestId = '';
  await verifyPush(test, hr, staffingCache, [[listFollowUps, {}]], async () => {
    requestId = await approved('openAccount', account('zhaoxin'));
  });
  const row = await followUp(requestId);
  expect(row).toMatchObject({
    carried: 'personCreated',
    state: 'open',
    dueOn: '2026-03-16',
    subject: { name: '赵新' },
  });
  const { rows } = await hr.call(listPeople, { text: '赵新' });
  expect(rows).toHaveLength(1);
  expect(await hr.call(readPerson, { personId: row?.subject?.id ?? '' })).toMatchObject({
    account: 'zhaoxin',
    jobTitle: '工程师',
    record: { staffType: 'probation' },
  });
  await verifyPush(
    test,
    hr,
    staffingCache,
    [
      [listFollowUps, {}],
      [listFollowUps, { only: 'all' }],
    ],
    () => hr.call(finishFollowUp, { requestId }),
  );
  expect(await followUp(requestId)).toMatchObject({ state: 'done', doneBy: { name: '陈静' } });
  await expect(hr.call(finishFollowUp, { requestId })).rejects.toMatchObject({ code: 'staffing.followUpNotOpen' });
});

it('refuses an account that is taken, asked for or malformed; an account taken meanwhile is left to HR', async () => {
  await expect(ask('openAccount', account('ZhaoXin'))).rejects.toMatchObject({ code: 'staffing.accountInUse' });
  await expect(ask('openAccount', account('赵'))).rejects.toMatchObject({ code: 'staffing.accountMalformed' });
  const { requestId } = await ask('openAccount', account('late'));
  await expect(ask('openAccount', account('late'))).rejects.toMatchObject({ code: 'staffing.accountInUse' });
  await aPerson(test, company, { name: '先到', account: 'late', department: '平台组' });
  await answer(head, requestId);
  await answer(hr, requestId);
  expect(await followUp(requestId)).toMatchObject({ state: 'open', carried: null, refusal: 'directory.accountTaken' });
});

it('a phone changes at once, a post on its day, leaving after the last day', async () => {
  const phone = await approved('changeContact', { person: ids.mei, what: 'phone', phone: '13700000003' });
  expect(await followUp(phone)).toMatchObject({ state: 'done', carried: 'changed' });
  expect(await hr.call(readPerson, { personId: ids.mei })).toMatchObject({ phone: '13700000003' });

  const personId = await aPerson(test, company, { name: '周磊', department: '平台组' });
  const moved = await approved('changePost', {
    person: personId,
    department: company.departments.财务部,
    jobTitle: '会计',
    from: '2026-03-05',
  });
  expect(await followUp(moved)).toMatchObject({ state: 'done', carried: 'changePlanned', dueOn: '2026-03-05' });
  expect(await hr.call(readPerson, { personId })).toMatchObject({ department: { name: '平台组' } });
  const closed = await approved('closeAccount', { person: personId, why: 'leaving', lastDay: '2026-03-20' });
  expect(await followUp(closed)).toMatchObject({ state: 'done', carried: 'leavePlanned' });
  await test.advance({ hours: 24 * 4 });
  expect(await hr.call(readPerson, { personId })).toMatchObject({
    department: { name: '财务部' },
    jobTitle: '会计',
    active: true,
  });
  await test.advance({ hours: 24 * 16 });
  expect(await hr.call(readPerson, { personId })).toMatchObject({ active: false });
});

it('permissions are left to the administrators; what is rejected leaves nothing, and strangers see nothing', async () => {
  const form = { person: ids.mei, what: 'give', permission: '部门管理员' };
  const requestId = await approved('changePermission', form);
  expect(await followUp(requestId)).toMatchObject({ state: 'open', carried: null, subject: { name: '李梅' } });
  const { requestId: rejected } = await ask('changePermission', form);
  await answer(head, rejected, 'reject');
  expect(await followUp(rejected)).toBeUndefined();
  await expect(mei.call(listFollowUps, {})).rejects.toMatchObject({ status: 403 });
  await expect(mei.call(finishFollowUp, { requestId })).rejects.toMatchObject({ status: 403 });
});
