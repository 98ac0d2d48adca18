import { afterAll, beforeAll, expect, it } from 'vitest';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { archiveQueryProcess } from './contract/archive-query-kind.ts';
import * as archive from './contract/archive-search.ts';
import * as operations from './contract/operations.ts';
import { administer, keepArchive } from './contract/permissions.ts';
import { processKinds } from './contract/process-kind.ts';
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

let test: TestProgram;
const names = ['mei', 'head', 'far', 'admin', 'boss'] as const;
const people: Record<(typeof names)[number], TestClient> = {} as never;
const ids: Record<string, string> = {};

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  for (const name of names) {
    ids[name] = await aPerson(test, company, { name, department: name === 'far' ? '财务部' : '平台组' });
    if (name === 'admin') {
      house.grants.set(ids[name], [
        { permission: administer, reach: 'company' },
        { permission: keepArchive, reach: 'company' },
      ]);
    }
    people[name] = await test.as(ids[name]);
  }
  for (const department of ['平台组', '财务部']) {
    const departmentId = company.departments[department] ?? '';
    const { revision } = await test.system(readDepartment, { departmentId });
    await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head ?? ''] } });
  }
  house.holders.set('assistantGeneralManager', [ids.boss ?? '']);
  await test.travelTo('2026-03-05T09:30:00+08:00');
});
afterAll(() => test.stop());

async function approve(by: TestClient, requestId: string): Promise<void> {
  await test.settle();
  const { rows } = await by.call(operations.listToDo, {});
  const task = rows.find((row) => row.requestId === requestId);
  const { view } = await by.call(operations.readRequest, { requestId });
  await by.call(operations.act, {
    requestId,
    slotId: task?.slotId ?? '',
    revision: view.revision,
    outcome: 'approve',
  });
  await test.settle();
}

async function claimed(by: TestClient, price: number): Promise<string> {
  const form = { purpose: 'other', items: [{ what: '住宿', quantity: 1, price }], account: card, reason: '培训_一' };
  const { requestId } = await by.call(operations.submitRequest, { kind, form });
  await approve(people.head, requestId);
  return requestId;
}

const asked = { kinds: [kind], reach: 'department' as const, until: '2026-03-10', reason: '季度核对' };

it('opens the archive by approval only, to the applicant, for his department, until the day, and no sensitive value', async () => {
  const { mei, far, head, admin } = people;
  const first = await claimed(mei, 10_000);
  const second = await claimed(mei, 25_000);
  await claimed(far, 70_000);

  // Nobody may by role: an administrator and the keeper of the archive as little as a colleague.
  for (const by of [mei, head, admin]) {
    await expect(by.call(archive.searchArchive, { kind })).rejects.toMatchObject({ status: 403 });
    await expect(by.call(archive.readArchived, { requestId: first })).rejects.toMatchObject({ status: 404 });
  }
  await expect(mei.call(archive.askForArchive, { ...asked, until: '2026-03-04' })).rejects.toMatchObject({
    status: 400,
  });
  const forged = { ...asked, titles: { zh: '别的', en: 'Else' }, important: 'no' };
  await expect(
    mei.call(operations.submitRequest, { kind: archiveQueryProcess.name, form: forged }),
  ).rejects.toMatchObject({ status: 409 });

  let requestId = '';
  await verifyPush(test, mei, approvalsCache, [[operations.listMine, {}]], async () => {
    ({ requestId } = await mei.call(archive.askForArchive, asked));
  });
  await expect(mei.call(archive.searchArchive, { kind })).rejects.toMatchObject({ status: 403 });
  await verifyPush(
    test,
    mei,
    approvalsCache,
    [
      [archive.listArchiveGrants, {}],
      [archive.listArchiveKinds, {}],
    ],
    () => approve(head, requestId),
  );
  const found = await mei.call(archive.searchArchive, { kind, sums: ['total'] });
  expect(found.rows.map((row) => row.requestId)).toEqual([second, first]);
  expect(found).toMatchObject({ count: 2, sums: { total: 35_000 } });
  expect(JSON.stringify(found)).not.toContain('4111 1111');
  expect(found.rows[0]?.fields.find((field) => field.name === 'account')).toMatchObject({ masked: true });
  // Who approved it, and who administers, read no more than before.
  for (const by of [head, admin]) {
    await expect(by.call(archive.searchArchive, { kind })).rejects.toMatchObject({ status: 403 });
  }

  const numbers = async (fields: object[], more: object = {}) =>
    (await mei.call(archive.searchArchive, { kind, fields, ...more } as never)).rows.map((row) => row.requestId);
  expect(await numbers([{ name: 'total', least: 20_000, most: 30_000 }])).toEqual([second]);
  expect(await numbers([{ name: 'reason', contains: '训_' }])).toEqual([second, first]);
  expect(await numbers([{ name: 'reason', contains: '%' }])).toEqual([]);
  expect(await numbers([{ name: 'purpose', is: 'other' }])).toHaveLength(2);
  expect(await numbers([{ name: 'purpose', is: 'travel' }])).toEqual([]);
  expect(await numbers([], { to: '2026-03-04' })).toEqual([]);
  expect(await numbers([], { from: '2026-03-05', search: found.rows[1]?.number })).toEqual([first]);
  expect(await numbers([], { applicantId: ids.far })).toEqual([]);
  const page = await mei.call(archive.searchArchive, { kind, limit: 1 });
  expect(await numbers([], { limit: 1, cursor: page.next })).toEqual([first]);
  // What is masked can't be guessed by searching for it.
  for (const fields of [[{ name: 'account', contains: '4111' }], [{ name: 'total', contains: '1' }]]) {
    await expect(mei.call(archive.searchArchive, { kind, fields })).rejects.toMatchObject({ status: 400 });
  }

  const looked = await mei.call(archive.readArchived, { requestId: first });
  expect(looked.answers).toMatchObject([{ name: 'head', outcome: 'approved' }]);
  expect(JSON.stringify(looked)).not.toContain('4111 1111');

  const input = Buffer.from(JSON.stringify({ kind })).toString('base64url');
  const exported = () =>
    fetch(`${test.url}/api/v1/approvals.exportArchive?input=${input}`, { headers: { cookie: mei.cookie } });
  const answer = await exported();
  expect(answer.status).toBe(200);
  const sheet = JSON.stringify(readSheet(new Uint8Array(await answer.arrayBuffer()), 'x.xlsx', () => 1));
  expect(sheet).toContain(found.rows[0]?.number);
  expect(sheet).not.toContain('4111 1111');
  const looks = await test.sql(
    `select distinct operation from kernel.audit where operation like 'approvals.%Archive%' and outcome = 'looked' order by 1`,
  );
  expect(looks.map((row) => (row as { operation: string }).operation)).toEqual([
    'approvals.exportArchive',
    'approvals.readArchived',
    'approvals.searchArchive',
  ]);

  await test.travelTo('2026-03-10T23:59:00+08:00');
  expect(await numbers([])).toHaveLength(2);
  await test.travelTo('2026-03-11T00:00:00+08:00');
  const again = await test.as(ids.mei ?? '');
  await expect(again.call(archive.searchArchive, { kind })).rejects.toMatchObject({ status: 403 });
  await expect(again.call(archive.readArchived, { requestId: first })).rejects.toMatchObject({ status: 404 });
});

it('takes the executive in charge beyond the department, and ends when somebody ends it', async () => {
  const far = await test.as(ids.far ?? '');
  const head = await test.as(ids.head ?? '');
  const boss = await test.as(ids.boss ?? '');
  const { requestId } = await far.call(archive.askForArchive, { ...asked, reach: 'employer', until: '2026-04-01' });
  await approve(head, requestId);
  await expect(far.call(archive.searchArchive, { kind })).rejects.toMatchObject({ status: 403 });
  await approve(boss, requestId);
  expect(await far.call(archive.searchArchive, { kind })).toMatchObject({ count: 3 });
  const mei = await test.as(ids.mei ?? '');
  await expect(mei.call(archive.endArchiveGrant, { requestId })).rejects.toMatchObject({ status: 404 });
  await verifyPush(test, far, approvalsCache, [[archive.listArchiveGrants, {}]], () =>
    head.call(archive.endArchiveGrant, { requestId }),
  );
  await expect(far.call(archive.searchArchive, { kind })).rejects.toMatchObject({ status: 403 });
});
