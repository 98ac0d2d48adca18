import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandContext } from '#kernel/server/context.ts';
import { systemPrincipal } from '#kernel/server/pipeline/principal.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import * as operations from './contract/operations.ts';
import { administer } from './contract/permissions.ts';
import * as statistics from './contract/statistics.ts';
import type { ApprovalsTables } from './server/approvals-tables.ts';
import { countEnded } from './server/statistics/count-ended.ts';
import { approvalsHouse, signingForms } from './testing.ts';

const house = approvalsHouse([signingForms()]);
const names = ['mei', 'far', 'bo', 'chen', 'dan', 'leader', 'admin'] as const;
let test: TestProgram;
const people: Record<(typeof names)[number], TestClient> = {} as never;
const ids: Record<string, string> = {};
let teamId: string;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  teamId = company.departments.平台组 ?? '';
  for (const name of names) {
    ids[name] = await aPerson(test, company, { name, department: name === 'far' ? '财务部' : '平台组' });
    if (name === 'leader') {
      house.grants.set(ids[name], [
        { permission: statistics.seeStatistics, reach: 'departmentTree', ids: [company.departments.研发中心 ?? ''] },
      ]);
    }
    if (name === 'admin') {
      house.grants.set(ids[name], [
        { permission: statistics.seeStatistics, reach: 'company' },
        { permission: administer, reach: 'company' },
      ]);
    }
    people[name] = await test.as(ids[name]);
  }
  const departmentId = company.departments.研发中心 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.leader ?? ''] } });
});
afterAll(() => test.stop());

const kind = 'signing.signedIn';
const march = { from: '2026-03-01', to: '2026-03-31' };
const submit = async (by: TestClient, to: string) =>
  (await by.call(operations.submitRequest, { kind, form: { what: '付款' }, chosen: { head: [ids[to] ?? ''] } }))
    .requestId;

async function approve(by: TestClient, requestId: string): Promise<void> {
  const { rows } = await by.call(operations.listToDo, {});
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await by.call(operations.readRequest, { requestId });
  await by.call(operations.act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
  await test.settle();
}

/** Counts it in a transaction of its own, which may be given up before its end. */
const count = (requestId: string, isCutOff = false) =>
  test.program.pipeline.inTransaction(
    { via: 'event', requestId: 'event', address: '', agent: '' },
    undefined,
    async (unit) => {
      const context = test.program.pipeline.commandContext(unit, systemPrincipal('approvals.test', 'all'), []);
      await countEnded(context as unknown as CommandContext<ApprovalsTables>, requestId);
      if (isCutOff) throw new Error('cut off');
    },
  );

it('tells how many and how long, by working time and by the clock, to whom it concerns', async () => {
  const { mei, far, bo, chen, dan, leader, admin } = people;
  await test.travelTo('2026-03-05T16:30:00+08:00');
  const first = await submit(mei, 'bo');
  const second = await submit(mei, 'chen');
  await test.travelTo('2026-03-06T09:30:00+08:00');
  await approve(bo, first);
  await approve(chen, second);
  const third = await submit(far, 'dan');
  await test.travelTo('2026-03-06T10:00:00+08:00');
  await approve(dan, third);

  const byKind = await leader.call(statistics.readStatistics, { by: 'kind', ...march });
  // His own people’s two requests; from 16:30 to 9:30 the next day is 17 hours on the clock.
  expect(byKind.rows).toMatchObject([
    { key: kind, name: { zh: '付款' }, count: 2, outcomes: { approved: 2 }, overdue: 0, elapsed: { mean: 1020 } },
  ]);
  const working = byKind.rows[0]?.working?.mean ?? 0;
  expect(working).toBeGreaterThan(0);
  expect(working).toBeLessThan(300);
  expect(byKind.kinds).toEqual([{ kind, title: { zh: '付款', en: 'Payment' } }]);
  const bySteps = await leader.call(statistics.readStatistics, { by: 'step', ...march });
  expect(bySteps).toMatchObject({ of: 'tasks', rows: [{ name: { zh: '付款 · 批准付款' }, count: 3 }] });
  expect(bySteps.rows[0]?.elapsed?.mean).toBe(Math.round((1020 + 1020 + 30) / 3));
  const days = await leader.call(statistics.readStatistics, { by: 'day', ...march });
  expect(days.rows).toMatchObject([{ key: '2026-03-06', count: 2 }]);
  const months = await leader.call(statistics.readStatistics, { by: 'month', from: '2026-02-15', to: '2026-03-06' });
  expect(months.rows).toMatchObject([{ key: '2026-03', count: 2 }]);
  const before = await leader.call(statistics.readStatistics, { by: 'kind', from: '2026-02-15', to: '2026-03-05' });
  expect(before).toMatchObject({ rows: [], total: { count: 0, elapsed: null } });
  const departments = await leader.call(statistics.readStatistics, {
    by: 'department',
    ...march,
    departmentId: teamId,
  });
  expect(departments.rows).toMatchObject([{ key: teamId, name: { zh: '平台组' }, count: 3 }]);

  // Single people: to who leads them, and to themselves; an administrator is neither.
  const persons = async (by: TestClient) =>
    (await by.call(statistics.readStatistics, { by: 'person', ...march })).rows.map((row) => [row.name.zh, row.count]);
  expect((await persons(leader)).sort()).toEqual([
    ['bo', 1],
    ['chen', 1],
    ['dan', 1],
  ]);
  expect(await persons(bo)).toEqual([['bo', 1]]);
  expect(await persons(admin)).toEqual([]);
  await expect(bo.call(statistics.readStatistics, { by: 'kind', ...march })).rejects.toMatchObject({ status: 403 });
  // Two applicants are too few for somebody who leads neither; who dealt with it were three.
  const outside = await admin.call(statistics.readStatistics, { by: 'kind', ...march });
  expect(outside).toMatchObject({ rows: [{ withheld: true, count: null, elapsed: null }], total: { withheld: true } });
  expect(await admin.call(statistics.readStatistics, { by: 'step', ...march })).toMatchObject({
    rows: [{ withheld: false, count: 3 }],
  });

  const answer = await fetch(
    `${test.url}/api/v1/approvals.exportStatistics?input=${Buffer.from(JSON.stringify({ by: 'step', ...march })).toString('base64url')}`,
    { headers: { cookie: leader.cookie } },
  );
  expect(answer.status).toBe(200);
  const sheet = JSON.stringify(readSheet(new Uint8Array(await answer.arrayBuffer()), 'x.xlsx', () => 1));
  expect(sheet).toContain('付款 · 批准付款');
});

it('counts a request once: cut off and tried again, two at once, and read again from the beginning', async () => {
  const { leader, far, bo } = people;
  const counted = async () =>
    (
      await test.sql<{ count: number }>(
        `select coalesce(sum(count), 0)::int as count from approvals.statistic where what = 'task' and grain = 'day'`,
      )
    )[0]?.count;
  const start = await counted();
  // As before the migration: it has ended, and nothing was counted.
  const requestId = await submit(far, 'bo');
  await approve(bo, requestId);
  await test.sql('delete from approvals.statistic_counted where instance_id = $1', [requestId]);
  await expect(count(requestId, true)).rejects.toThrow('cut off');
  expect(await counted()).toBe((start ?? 0) + 1);
  await test.sql('delete from approvals.statistic_counted');
  await test.sql('delete from approvals.statistic');
  await Promise.all([count(requestId), count(requestId)]);
  expect(await counted()).toBe(1);
  // The subscriber reads every event again from the first, when the next one wakes it.
  await test.sql(`update kernel.subscriber set number = 0 where name = 'approvals.onEndedToStatistics'`);
  const last = await submit(far, 'bo');
  await approve(bo, last);
  expect(await counted()).toBe((start ?? 0) + 2);
  const { rows } = await leader.call(statistics.readStatistics, { by: 'step', ...march });
  expect(rows).toMatchObject([{ count: (start ?? 0) + 2 }]);
});
