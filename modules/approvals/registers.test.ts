import { afterAll, beforeAll, expect, it } from 'vitest';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import * as archive from './contract/archive-search.ts';
import * as operations from './contract/operations.ts';
import { administer, expedite } from './contract/permissions.ts';
import { processKinds } from './contract/process-kind.ts';
import { contractTemplate } from './contract/ready/contract-template.ts';
import * as registers from './contract/registers.ts';
import { suggestColumns } from './domain/registers/suggest-columns.ts';
import { approvalsHouse, claimKind } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const kind = claimKind.name;
const card = '4111 1111 1111 1111';
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [extend(processKinds, claimKind)],
    }),
    handlers: [],
  }),
]);
const names = ['admin', 'mei', 'bo', 'head', 'far', 'clerk'] as const;
let test: TestProgram;
const people: Record<(typeof names)[number], TestClient> = {} as never;
const ids: Record<string, string> = {};
let teamId: string;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  teamId = company.departments.平台组 ?? '';
  for (const name of names) {
    ids[name] = await aPerson(test, company, {
      name,
      department: name === 'far' || name === 'clerk' ? '财务部' : '平台组',
      ...(name === 'head' && { supervisorId: ids.admin }),
    });
    if (name === 'admin') house.grants.set(ids[name], [{ permission: administer, reach: 'company' }]);
    if (name === 'head') {
      house.grants.set(ids[name], [{ permission: expedite, reach: 'departmentTree', ids: [teamId] }]);
    }
    people[name] = await test.as(ids[name]);
  }
  for (const department of ['平台组', '财务部']) {
    const departmentId = company.departments[department] ?? '';
    const { revision } = await test.system(readDepartment, { departmentId });
    await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head ?? ''] } });
  }
  house.holders.set('generalOffice', [ids.clerk ?? '']);
  house.holders.set('assistantGeneralManager', [ids.admin ?? '']);
  await test.travelTo('2026-03-05T09:30:00+08:00');
});
afterAll(() => test.stop());

async function approve(by: TestClient, requestId: string): Promise<void> {
  await test.settle();
  const { rows } = await by.call(operations.listToDo, {});
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await by.call(operations.readRequest, { requestId });
  await by.call(operations.act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
  await test.settle();
}
const submitted = async (by: TestClient, price: number) => {
  const form = { purpose: 'other', items: [{ what: '住宿', quantity: 1, price }], account: card, reason: '培训' };
  return (await by.call(operations.submitRequest, { kind, form })).requestId;
};
async function claimed(by: TestClient, price: number): Promise<string> {
  const requestId = await submitted(by, price);
  await approve(people.head, requestId);
  return requestId;
}
async function granted(by: TestClient): Promise<void> {
  const { requestId } = await by.call(archive.askForArchive, {
    kinds: [kind],
    reach: 'department',
    until: '2026-03-30',
    reason: '核对',
  });
  await approve(by === people.head ? people.admin : people.head, requestId);
}

const made = (more: object = {}) => ({
  name: '费用台账',
  kinds: [kind],
  columns: [
    { from: 'request' as const, name: 'number' as const },
    { from: 'form' as const, name: 'total', heading: '金额', sum: true },
    { from: 'form' as const, name: 'account' },
  ],
  filter: { fields: [] },
  sharing: {},
  ...more,
});

it('shows everybody the rows that he may query, sums included, and nobody a register that isn’t shared', async () => {
  const { mei, bo, far, clerk } = people;
  const first = await claimed(mei, 10_000);
  const second = await claimed(bo, 25_000);
  const theirs = await claimed(far, 70_000);

  await expect(mei.call(registers.saveRegister, made())).rejects.toMatchObject({ status: 403 });
  await granted(mei);
  const watched: [typeof registers.listRegisters, unknown][] = [[registers.listRegisters, {}]];
  let registerId = '';
  let revision = 0;
  await verifyPush(test, mei, approvalsCache, watched, async () => {
    ({ registerId, revision } = await mei.call(registers.saveRegister, made()));
  });
  const rows = await mei.call(registers.listRegisterRows, { registerId });
  expect(rows.rows.map((row) => row.requestId)).toEqual([second, first]);
  expect(rows).toMatchObject({
    count: 2,
    running: 0,
    sums: [{ name: 'total', value: 35_000, digits: 2 }],
    notGranted: [],
  });
  expect(JSON.stringify(rows)).not.toContain('4111 1111');
  expect((await mei.call(registers.readRegister, { registerId })).headings).toEqual([
    { zh: '编号', en: 'Number' },
    { zh: '金额', en: '金额' },
    { zh: '收款卡号', en: 'Card' },
  ]);

  // A curious colleague, who has its address.
  for (const operation of [registers.readRegister, registers.listRegisterRows, registers.removeRegister]) {
    await expect(bo.call(operation as never, { registerId } as never)).rejects.toMatchObject({ status: 404 });
  }
  await expect(bo.call(registers.saveRegister, { ...made(), registerId, revision })).rejects.toMatchObject({
    status: 404,
  });
  expect((await bo.call(registers.listRegisters, {})).rows).toEqual([]);

  // Shared with the department and a role: they see it, and no row without a permission of their own.
  await verifyPush(test, bo, approvalsCache, watched, async () => {
    const sharing = { departmentIds: [teamId], roles: ['generalOffice'] };
    ({ revision } = await mei.call(registers.saveRegister, { ...made({ sharing }), registerId, revision }));
  });
  for (const reader of [bo, clerk]) {
    expect(await reader.call(registers.listRegisters, {})).toMatchObject({ rows: [{ registerId, may: [] }] });
    expect(await reader.call(registers.listRegisterRows, { registerId })).toMatchObject({
      rows: [],
      count: 0,
      sums: [],
      notGranted: [{ zh: '费用申请' }],
    });
    await expect(reader.call(registers.removeRegister, { registerId })).rejects.toMatchObject({ status: 404 });
  }
  await expect(far.call(registers.readRegister, { registerId })).rejects.toMatchObject({ status: 404 });
  await granted(clerk);
  // The clerk's permission is for another department: the same register, other rows.
  expect((await clerk.call(registers.listRegisterRows, { registerId })).rows.map((row) => row.requestId)).toEqual([
    theirs,
  ]);

  const narrowed = await mei.call(registers.listRegisterRows, { registerId, search: rows.rows[1]?.number });
  expect(narrowed.rows.map((row) => row.requestId)).toEqual([first]);
  const page = await mei.call(registers.listRegisterRows, { registerId, limit: 1 });
  const next = await mei.call(registers.listRegisterRows, {
    registerId,
    limit: 1,
    ...(page.next && { cursor: page.next }),
  });
  expect([...page.rows, ...next.rows].map((row) => row.requestId)).toEqual([second, first]);
  expect(next.next).toBeUndefined();

  const answer = await fetch(
    `${test.url}/api/v1/approvals.exportRegister?input=${Buffer.from(JSON.stringify({ registerId })).toString('base64url')}`,
    { headers: { cookie: mei.cookie } },
  );
  const sheet = JSON.stringify(readSheet(new Uint8Array(await answer.arrayBuffer()), 'x.xlsx', () => 1));
  expect(sheet).toContain('金额');
  expect(sheet).toContain('350.00');
  expect(sheet).not.toContain('4111 1111');

  await verifyPush(test, bo, approvalsCache, watched, () => mei.call(registers.removeRegister, { registerId }));
});

it('refuses what can’t be shown or searched, and the second of two who change it at once', async () => {
  const { mei } = people;
  const refused = (more: object) => mei.call(registers.saveRegister, made(more) as never);
  await expect(refused({ columns: [{ from: 'form', name: 'nothing' }] })).rejects.toMatchObject({ status: 400 });
  await expect(refused({ filter: { fields: [{ name: 'account', contains: '4111' }] } })).rejects.toMatchObject({
    status: 400,
  });
  await expect(refused({ kinds: ['forms.unknown'] })).rejects.toMatchObject({ status: 403 });
  const { registerId, revision } = await mei.call(
    registers.saveRegister,
    made({ filter: { fields: [{ name: 'total', least: 20_000 }] } }),
  );
  expect((await mei.call(registers.listRegisterRows, { registerId })).sums).toEqual([
    { name: 'total', value: 25_000, digits: 2 },
  ]);
  const both = await Promise.allSettled(
    ['甲', '乙'].map((name) => mei.call(registers.saveRegister, { ...made({ name }), registerId, revision })),
  );
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'approvals.registerMoved' } });
});

it('follows what runs, with step and holder, for who expedites it, and shows its form to who may read it', async () => {
  const { mei, bo, head } = people;
  await granted(head);
  const columns = [
    { from: 'request', name: 'number' },
    { from: 'request', name: 'step' },
    { from: 'request', name: 'holder' },
    { from: 'form', name: 'reason' },
  ];
  const { registerId } = await head.call(registers.saveRegister, made({ isProgress: true, columns }) as never);
  const running = await submitted(mei, 5_000);
  const rows = await head.call(registers.listRegisterRows, { registerId });
  expect(rows).toMatchObject({ running: 1, count: 2 });
  expect(rows.rows[0]).toMatchObject({
    requestId: running,
    endedAt: null,
    steps: [{ zh: '部门负责人' }],
    holders: ['head'],
  });
  // He is asked about it, so he reads its form.
  expect(rows.rows[0]?.fields.map((field) => field.name)).toContain('reason');
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await head.call(registers.listRegisterRows, { registerId, limit: 1, ...(cursor && { cursor }) });
    seen.push(...page.rows.map((row) => row.requestId));
    cursor = page.next;
  } while (cursor);
  expect(seen).toHaveLength(3);
  expect(seen[0]).toBe(running);
  // Who doesn't expedite sees what has ended, and nothing that runs.
  const own = await mei.call(registers.saveRegister, made({ isProgress: true }));
  expect(await mei.call(registers.listRegisterRows, { registerId: own.registerId })).toMatchObject({
    running: 0,
    count: 2,
  });
  await verifyPush(test, head, approvalsCache, [[registers.listRegisterRows, { registerId }]], () =>
    approve(head, running),
  );
  expect(await head.call(registers.listRegisterRows, { registerId })).toMatchObject({ running: 0, count: 3 });
  expect((await bo.call(registers.listRegisters, {})).rows).toEqual([]);
});

it('suggests what a ready template says whose columns the form has, else what can be searched', () => {
  const field = (name: string, searchedBy: string, sum = false) => ({
    name,
    searchedBy,
    ...(sum && { sum: { digits: 2 } }),
  });
  const ready = contractTemplate.register ?? { columns: [] };
  const own = ready.columns.map((name) => field(name, name === 'amount' ? 'money' : 'text', name === 'amount'));
  expect(suggestColumns([...own, field('risks', 'text')], [{ columns: ['subject'] }, ready])).toEqual({
    columns: ready.columns,
    sums: ['amount'],
    isProgress: false,
  });
  expect(suggestColumns([field('a', 'text'), field('b', 'none'), field('c', 'money', true)], [ready])).toEqual({
    columns: ['a', 'c'],
    sums: ['c'],
    isProgress: false,
  });
});
