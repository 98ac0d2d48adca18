import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import * as expediting from './contract/expediting.ts';
import * as operations from './contract/operations.ts';
import { administer, expedite } from './contract/permissions.ts';
import { approvalsHouse, noticesArrive, signingForms } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const house = approvalsHouse([signingForms()]);
let test: TestProgram;
const people: Record<'mei' | 'far' | 'bo' | 'chen' | 'leader' | 'admin', TestClient> = {} as never;
const ids: Record<string, string> = {};
let company: TestCompany;
let rootId: string;
let teamId: string;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  rootId = company.rootId;
  teamId = company.departments.平台组 ?? '';
  for (const name of ['mei', 'far', 'bo', 'chen', 'leader', 'admin'] as const) {
    ids[name] = await aPerson(test, company, { name, department: name === 'far' ? '财务部' : '平台组' });
    if (name === 'leader') {
      house.grants.set(ids[name], [
        { permission: expedite, reach: 'departmentTree', ids: [company.departments.研发中心 ?? ''] },
      ]);
    }
    if (name === 'admin') {
      house.grants.set(ids[name], [
        { permission: expedite, reach: 'company' },
        { permission: administer, reach: 'company' },
      ]);
    }
    people[name] = await test.as(ids[name]);
  }
  house.holders.set(administer.name, [ids.admin ?? '']);
});
afterAll(() => test.stop());

const submit = (by: TestClient, what: string, to: string[]) =>
  by.call(operations.submitRequest, { kind: 'signing.signedIn', form: { what }, chosen: { head: to } });

it('shows what runs within the reach, who holds it and for how long, and nothing that has ended', async () => {
  const { mei, far, bo, leader, admin } = people;
  await test.travelTo('2026-03-05T09:30:00+08:00');
  const first = await submit(mei, '买服务器', [ids.bo ?? '', ids.chen ?? '']);
  await test.travelTo('2026-03-05T11:00:00+08:00');
  const second = await submit(far, '付房租', [ids.bo ?? '']);
  const ended = await submit(mei, '不要了', [ids.bo ?? '']);
  await mei.call(operations.withdrawRequest, { requestId: ended.requestId });
  await noticesArrive(test, bo);
  await test.travelTo('2026-03-05T11:30:00+08:00');

  const all = await admin.call(expediting.listExpedited, {});
  expect(all.rows.map((row) => [row.number, row.holder?.name, row.workingMinutes, row.mayIntervene])).toEqual(
    expect.arrayContaining([
      [first.number, 'bo', 120, true],
      [first.number, 'chen', 120, true],
      [second.number, 'bo', 30, true],
    ]),
  );
  expect(all.rows).toHaveLength(3);
  // His department and below; he may look, not intervene.
  const own = await leader.call(expediting.listExpedited, {});
  expect(own.rows.map((row) => [row.number, row.mayIntervene])).toEqual([
    [first.number, false],
    [first.number, false],
  ]);
  for (const operation of [expediting.listExpedited, expediting.groupExpedited]) {
    await expect(bo.call(operation as never, { by: 'kind' } as never)).rejects.toMatchObject({ status: 403 });
  }

  const numbers = async (filter: object) =>
    (await admin.call(expediting.listExpedited, filter)).rows.map((row) => row.number);
  expect(await numbers({ search: second.number })).toEqual([second.number]);
  // What it is about is told to who leads these people, not to who administers (A6).
  expect(await numbers({ search: '房租' })).toEqual([]);
  expect(all.rows.every((row) => row.withheld && row.summary.zh === '')).toBe(true);
  expect(own.rows.map((row) => [row.withheld, row.summary.zh])).toEqual([
    [false, '买服务器'],
    [false, '买服务器'],
  ]);
  expect((await leader.call(expediting.listExpedited, { search: '服务器' })).rows).toHaveLength(2);
  expect(await numbers({ holderId: ids.chen })).toEqual([first.number]);
  expect(await numbers({ departmentId: teamId })).toEqual([first.number, first.number]);
  expect(await numbers({ departmentId: rootId })).toHaveLength(3);
  expect(await numbers({ overdue: true })).toEqual([]);
  expect(await numbers({ sort: 'newest', limit: 1 })).toEqual([second.number]);
  for (const sort of ['oldest', 'newest', 'due'] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call(expediting.listExpedited, { sort, limit: 1, ...(cursor && { cursor }) });
      seen.push(...page.rows.map((row) => `${row.number} ${row.slotId}`));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size, sort).toBe(3);
    expect(seen, sort).toHaveLength(3);
  }

  const by = async (which: 'kind' | 'department' | 'holder') =>
    (await admin.call(expediting.groupExpedited, { by: which })).rows.map((row) => [row.name.zh, row.count]);
  expect(await by('kind')).toEqual([['付款', 3]]);
  expect(await by('department')).toEqual([
    ['平台组', 2],
    ['财务部', 1],
  ]);
  expect(await by('holder')).toEqual([
    ['bo', 2],
    ['chen', 1],
  ]);

  const answer = await fetch(
    `${test.url}/api/v1/approvals.exportExpedited?input=${Buffer.from(JSON.stringify({ search: second.number })).toString('base64url')}`,
    { headers: { cookie: admin.cookie } },
  );
  expect(answer.status).toBe(200);
  const sheet = readSheet(new Uint8Array(await answer.arrayBuffer()), 'x.xlsx', () => 1);
  expect(JSON.stringify(sheet)).toContain(second.number);
  expect(JSON.stringify(sheet)).not.toContain(first.number);
  expect(JSON.stringify(sheet)).not.toContain('房租');
  const looks = await test.sql(`select 1 from kernel.audit where operation = 'approvals.exportExpedited'`);
  expect(looks).toHaveLength(1);
});

it('reaches heads who may only look, and nobody below them', async () => {
  const { mei, leader, bo } = people;
  await verifyPush(test, leader, approvalsCache, [[expediting.listExpedited, {}]], () =>
    submit(mei, '打印机', [ids.bo ?? '']),
  );
  const { requestId } = await submit(mei, '扫描仪', [ids.bo ?? '']);
  const { may } = await bo.call(operations.readRequest, { requestId });
  const slotId = may.find(({ what }) => what === 'transfer')?.slotId ?? '';
  await verifyPush(test, leader, approvalsCache, [[expediting.groupExpedited, { by: 'holder' }]], () =>
    bo.call(operations.transfer, { requestId, slotId, to: ids.chen ?? '' }),
  );
});

it('follows what is done, and keeps a suspended request in sight', async () => {
  const { admin, far } = people;
  const { requestId, number } = await submit(far, '临时', [ids.bo ?? '']);
  const watched = [
    [expediting.listExpedited, {}],
    [expediting.groupExpedited, { by: 'holder' }],
  ] as [typeof expediting.listExpedited, unknown][];
  await verifyPush(test, admin, approvalsCache, watched, () =>
    admin.call(operations.suspendRequest, { requestId, reason: '核实' }),
  );
  const row = (await admin.call(expediting.listExpedited, { search: number })).rows[0];
  expect(row).toMatchObject({ suspended: true });
  await verifyPush(test, admin, approvalsCache, watched, () =>
    admin.call(operations.terminateRequest, { requestId, reason: '重复' }),
  );
  expect((await admin.call(expediting.listExpedited, { search: number })).rows).toEqual([]);
});

const leaves = async (personId: string, successorId: string) => {
  const { revision } = await test.system(readPerson, { personId });
  return test.system(markLeft, { personId, revision, lastDay: '2026-03-01', successorId });
};

it('keeps the requests of somebody who left with the department where they were submitted', async () => {
  const { leader } = people;
  const gone = await aPerson(test, company, { name: 'gone', department: '平台组' });
  const { requestId, number } = await submit(await test.as(gone), '交接', [ids.bo ?? '']);
  await leaves(gone, ids.chen ?? '');
  await test.settle();
  const { rows } = await leader.call(expediting.listExpedited, { search: number });
  expect(rows).toMatchObject([{ requestId, department: { id: teamId } }]);
  expect((await leader.call(expediting.listExpedited, { search: number, departmentId: teamId })).rows).toHaveLength(1);
});

it('hands over what waits for somebody who leaves without waiting itself, and a minute later what was being worked on', async () => {
  const { mei } = people;
  const leaver = await aPerson(test, company, { name: 'leaver', department: '平台组' });
  const made = [await submit(mei, '一', [leaver]), await submit(mei, '二', [leaver])];
  const [held, free] = made.map(({ requestId }) => requestId);
  const holders = () =>
    test.sql<{ instance_id: string; holder_id: string }>(
      'select instance_id, holder_id from approvals.task where instance_id = any($1)',
      [[held, free]],
    );
  const stranger = new pg.Client(test.program.kernel.database.writePool.options);
  await stranger.connect();
  try {
    await stranger.query('begin');
    await stranger.query('select 1 from approvals.instance where id = $1 for update', [held]);
    // Returns although the row is held: nothing lets go of it before.
    await leaves(leaver, ids.chen ?? '');
    await test.settle();
    expect(await holders()).toEqual(
      expect.arrayContaining([
        { instance_id: held, holder_id: leaver },
        { instance_id: free, holder_id: ids.chen },
      ]),
    );
    await stranger.query('commit');
  } finally {
    await stranger.end();
  }
  await test.advance({ minutes: 2 });
  expect((await holders()).map((row) => row.holder_id)).toEqual([ids.chen, ids.chen]);
  expect(await test.sql('select 1 from kernel.parked_event')).toEqual([]);
});
