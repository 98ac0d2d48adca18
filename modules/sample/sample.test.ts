import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportEvidence, moveClock, readClock } from '#kernel/contract/kernel-operations.ts';
import { verifyEvidence } from '#kernel/server/chain/verify-evidence.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { signIn } from '#modules/access/contract/sign-in.ts';
import { countToDo } from '#modules/approvals/contract/count-to-do.ts';
import { listCopied, listMine, listToDo } from '#modules/approvals/contract/operations.ts';
import { readTree } from '#modules/directory/contract/departments.ts';
import { listPeople } from '#modules/directory/contract/people.ts';
import { listMyGroups } from '#modules/groups/contract/operations.ts';
import { composition, setupLink } from '#modules/index.ts';
import { listConversations } from '#modules/messaging/contract/conversations.ts';
import { unreadTotal } from '#modules/messaging/contract/unread-total.ts';
import { listCasesToDecide, listMyCases } from '#modules/policy/contract/cases.ts';
import { readLedger } from '#modules/policy/contract/ledger.ts';
import { listRulebooks } from '#modules/policy/contract/rulebooks.ts';
import { makeSample, type SampleSignIn } from './server/make-sample.ts';

const present = '2026-05-13T10:20:00+08:00';

let program: TestProgram;
let signIns: SampleSignIn[];
const clients = new Map<SampleSignIn['role'], TestClient>();
const as = (role: SampleSignIn['role']): TestClient => {
  const client = clients.get(role);
  if (!client) throw new Error(`${role} isn't signed in`);
  return client;
};

beforeAll(async () => {
  program = await startTestProgram(composition, {
    startAt: '2026-04-07T08:40:00+08:00',
    logLevel: 'error',
    movableClock: true,
  });
  const link = await setupLink(program.program, '');
  signIns = await makeSample(program.program, {
    setUpSecret: link?.split('#')[1] ?? '',
    present: Temporal.Instant.from(present),
    exchangesADay: 2,
  });
  for (const { role, account, password, personId } of signIns) {
    const response = await program.visitor().raw(`/api/v1/${signIn.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'guiju-command-id': crypto.randomUUID() },
      body: JSON.stringify({ account, password }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ personId });
    clients.set(role, await program.as(personId));
  }
}, 600_000);
afterAll(() => program?.stop());

test('a group with three employers, people of every kind, each with an account that nobody has twice', async () => {
  const [people] = await program.sql<{ count: string }>('select count(*) from directory.person');
  expect(Number(people?.count)).toBeGreaterThanOrEqual(110);
  const { departments } = await as('employee').call(readTree, { levels: 5 });
  expect(new Set(departments.map(({ employerId }) => employerId)).size).toBe(3);
  const { rows } = await as('hr').call(listPeople, { text: '古丽娜尔' });
  expect(rows[0]?.name).toBe('古丽娜尔·艾尼瓦尔');
  const [left] = await program.sql<{ left: string }>(
    'select count(*) as left from directory.person where left_on is not null',
  );
  expect(Number(left?.left)).toBeGreaterThan(0);
  const [waiting] = await program.sql<{ count: string }>('select count(*) from directory.planned_change');
  expect(Number(waiting?.count)).toBeGreaterThan(0);
});

test('the employee has a request under way, a past, and something unread', async () => {
  const { rows } = await as('employee').call(listMine, {});
  expect(rows[0]?.status).toBe('running');
  expect(rows.length).toBeGreaterThan(2);
  expect((await as('employee').call(unreadTotal, {})).total).toBeGreaterThan(0);
  expect((await as('employee').call(listConversations, {})).rows.length).toBeGreaterThan(1);
});

test('the department head has four to-dos, one overdue, one nearly; a case to explain and an entry in the ledger', async () => {
  expect(await as('departmentHead').call(countToDo, {})).toEqual({ open: 4, overdue: 1 });
  const { rows } = await as('departmentHead').call(listToDo, {});
  expect(rows.every(({ delivered, dueAt }) => delivered && dueAt !== null)).toBe(true);
  const soon = Temporal.Instant.from(present).add({ hours: 1 });
  const nearly = rows.filter(
    ({ overdue, dueAt }) => !overdue && dueAt && Temporal.Instant.compare(Temporal.Instant.from(dueAt), soon) < 0,
  );
  expect(nearly).toHaveLength(1);
  const cases = (await as('departmentHead').call(listMyCases, {})).rows;
  expect(cases.map(({ state }) => state)).toEqual(['told', 'settled']);
  expect((await as('departmentHead').call(readLedger, {})).rows.map(({ amount }) => amount)).toEqual([5]);
});

test('groups of several kinds are governed; the department head has a difference, a proposal and somebody who asks', async () => {
  const kinds = await program.sql(
    'select kind, count(*)::int as groups from groups.governed group by kind order by kind',
  );
  expect(kinds).toEqual([
    { kind: 'department', groups: 4 },
    { kind: 'project', groups: 1 },
    { kind: 'temporary', groups: 1 },
  ]);
  const mine = await as('departmentHead').call(listMyGroups, {});
  const group = (name: string) => mine.groups.find((row) => row.name.endsWith(name));
  expect(group('大客户服务群')?.differences.map(({ change, dueAt }) => [change, dueAt !== null])).toEqual([
    ['join', true],
    ['join', true],
  ]);
  expect(group('旅游展参展临时群')).toMatchObject({ endsOn: '2026-05-15', over: false });
  expect(mine.adoptions).toHaveLength(1);
  expect(mine.asks).toHaveLength(1);
});

test('HR has copies and a case to decide; the rulebook is in force in the hotel and observed in the factory', async () => {
  expect((await as('hr').call(listCopied, {})).rows.length).toBeGreaterThan(5);
  expect((await as('hr').call(listCasesToDecide, {})).rows.map(({ state }) => state)).toEqual(['heard']);
  const { rows } = await as('administrator').call(listRulebooks, {});
  expect(rows.map(({ adopted, inForce }) => ({ adopted, inForce }))).toEqual(
    expect.arrayContaining([
      { adopted: true, inForce: 1 },
      { adopted: false, inForce: 0 },
    ]),
  );
  const outcomes = await program.sql('select distinct outcome from policy.finding order by 1');
  expect(outcomes).toEqual([{ outcome: 'case' }, { outcome: 'observed' }]);
  const ends = await program.sql<{ state: string }>('select distinct state from policy.case_file');
  expect(ends.map(({ state }) => state)).toEqual(expect.arrayContaining(['settled', 'waived', 'heard', 'told']));
});

test('nothing was left behind: no timer and no event failed, and the evidence is whole', async () => {
  expect(await program.sql('select name, error from kernel.timer where attempts > 0')).toEqual([]);
  expect(await program.sql('select * from kernel.parked_event')).toEqual([]);
  await program.program.signHead();
  const { bytes } = (await as('administrator').call(exportEvidence, { withContent: true })) as unknown as {
    bytes: Uint8Array;
  };
  const report = await verifyEvidence(new TextDecoder().decode(bytes).trimEnd().split('\n'));
  expect(report.problems).toEqual([]);
  expect(report.ok).toBe(true);
});

test('an administrator moves the clock, and nobody else', async () => {
  const before = Temporal.Instant.from((await as('employee').call(readClock, {})).now);
  await expect(as('employee').call(moveClock, { minutes: 60 })).rejects.toMatchObject({ code: 'kernel.notPermitted' });
  const { now } = await as('administrator').call(moveClock, { minutes: 24 * 60 });
  expect(before.until(now).total('hours')).toBeGreaterThan(23.9);
  await program.settle();
  expect((await as('departmentHead').call(countToDo, {})).overdue).toBe(4);
});
