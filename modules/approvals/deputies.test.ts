import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { countToDo } from './contract/count-to-do.ts';
import * as deputies from './contract/deputies.ts';
import * as limits from './contract/limit-operations.ts';
import * as operations from './contract/operations.ts';
import { administer } from './contract/permissions.ts';
import { processKind, processKinds } from './contract/process-kind.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const names = ['mei', 'bo', 'chen', 'dai', 'leaver', 'admin', 'stranger'] as const;
type Name = (typeof names)[number];
const ids = {} as Record<Name, string>;
const by = {} as Record<Name, TestClient>;

const kinds = ['leave', 'payment'].map((name) =>
  extend(
    processKinds,
    processKind({
      name: `stand.${name}`,
      title: { zh: name, en: name },
      version: 1,
      form: z.object({ what: z.string().max(100) }),
      fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
      summary: (given) => ({ zh: given.what, en: given.what }),
      numberPrefix: name.toUpperCase(),
      startPath: '/stand/new',
      copiesSeeAll: [],
      definition: {
        start: { kind: 'start', id: 'start', name: '申请' },
        nodes: [
          {
            kind: 'approve',
            id: 'one',
            name: '审批',
            approvers: [{ kind: 'applicantChosen' }],
            empty: { kind: 'processAdministrator' },
            self: 'supervisor',
            mode: { kind: 'all' },
          },
        ],
      },
    }),
  ),
);
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({ name: 'stand', title: { zh: '代理', en: 'Standing in' }, extensions: kinds }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  for (const name of names) ids[name] = await aPerson(test, company, { name });
  house.holders.set(administer.name, [ids.admin]);
  house.grants.set(ids.admin, [{ permission: administer, reach: 'employer' }]);
  for (const name of names) by[name] = await test.as(ids[name]);
});
afterAll(() => test.stop());

const submit = async (kind: 'leave' | 'payment', approver: Name, who: Name = 'mei') =>
  (
    await by[who].call(operations.submitRequest, {
      kind: `stand.${kind}`,
      form: { what: '事' },
      chosen: { one: [ids[approver]] },
    })
  ).requestId;
const has = async (who: Name, requestId: string) =>
  (await by[who].call(operations.listToDo, { limit: 200 })).rows.some((row) => row.requestId === requestId);
const today = () => test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
const days = (from: number, until: number) => ({
  from: today().add({ days: from }).toString(),
  until: today().add({ days: until }).toString(),
});
const set = async (who: Name, deputy: Name, span = days(0, 2), more: object = {}) => {
  const made = await by[who].call(deputies.setDeputy, { deputyId: ids[deputy], kinds: null, ...span, ...more });
  await test.settle();
  return made.ruleId;
};
const end = async (who: Name, ruleId: string, more: object = {}) => {
  await by[who].call(deputies.endDeputy, { ruleId, ...more });
  await test.settle();
};

describe('a deputy', () => {
  it('has the tasks that are open and those to come; whoever acts first closes it, and both are named', async () => {
    const before = await submit('leave', 'bo');
    const ruleId = await set('bo', 'chen');
    expect(await has('chen', before)).toBe(true);
    expect((await by.chen.call(operations.listToDo, {})).rows[0]?.deputyFor?.name).toBe('bo');
    const after = await submit('payment', 'bo');
    expect([await has('bo', after), await has('chen', after)]).toEqual([true, true]);
    const { view } = await by.chen.call(operations.readRequest, { requestId: after });
    const act = { requestId: after, slotId: '1.1', revision: view.revision, outcome: 'approve' as const };
    await by.chen.call(operations.act, act);
    expect(await has('bo', after)).toBe(false);
    const shown = await by.mei.call(operations.readRequest, { requestId: after });
    expect(shown.view.steps[1]?.slots[0]).toMatchObject({ personId: ids.bo, by: ids.chen });
    const told = (await by.chen.call(listNotices, {})).rows.map((row) => row.kind);
    expect(told).toContain('approvals.deputySet');
    await end('bo', ruleId);
    expect([await has('bo', before), await has('chen', before)]).toEqual([true, false]);
    const kernel = test.program.kernel;
    expect(await verifyApproval(kernel.database.readPool, kernel.evidenceKeys, before)).toEqual([]);
  });

  it('of some kinds has only theirs, and never a request of his own', async () => {
    const ruleId = await set('bo', 'chen', days(0, 0), { kinds: ['stand.leave'] });
    expect(await has('chen', await submit('leave', 'bo'))).toBe(true);
    expect(await has('chen', await submit('payment', 'bo'))).toBe(false);
    expect(await has('chen', await submit('leave', 'bo', 'chen'))).toBe(false);
    await end('chen', ruleId);
  });

  it('is one from the first day until the end of the last, also for what was open before', async () => {
    const requestId = await submit('leave', 'bo');
    await set('bo', 'dai', days(1, 1));
    expect(await has('dai', requestId)).toBe(false);
    await test.travelTo(`${today().add({ days: 1 })}T09:00:00+08:00`);
    await test.settle();
    expect(await has('dai', requestId)).toBe(true);
    await test.travelTo(`${today()}T23:59:00+08:00`);
    await test.settle();
    expect(await has('dai', requestId)).toBe(true);
    await test.advance({ minutes: 2 });
    expect([await has('bo', requestId), await has('dai', requestId)]).toEqual([true, false]);
    const { rows } = await by.dai.call(deputies.listDeputies, {});
    expect(rows[0]).toMatchObject({ state: 'over', may: [] });
  });

  it('is over when either of the two leaves', async () => {
    const requestId = await submit('leave', 'bo');
    await set('bo', 'leaver', days(0, 100));
    expect(await has('leaver', requestId)).toBe(true);
    const { revision } = await test.system(readPerson, { personId: ids.leaver });
    await test.system(markLeft, { personId: ids.leaver, revision, lastDay: today().subtract({ days: 1 }).toString() });
    await test.settle();
    const { rows } = await by.bo.call(deputies.listDeputies, {});
    expect(rows.find((row) => row.deputy.id === ids.leaver)?.state).toBe('over');
    expect(await test.sql('select 1 from approvals.task where holder_id = $1', [ids.leaver])).toEqual([]);
  });
});

describe('who may name deputies', () => {
  it('is everybody for himself, and an administrator for others with a reason; nothing to anybody else', async () => {
    const span = days(0, 1);
    const give = (who: Name, more: object) =>
      by[who].call(deputies.setDeputy, { deputyId: ids.chen, kinds: null, ...span, ...more });
    await expect(give('chen', {})).rejects.toMatchObject({ code: 'approvals.deputyHimself' });
    await expect(give('bo', days(1, 0))).rejects.toMatchObject({ code: 'approvals.deputyDays' });
    await expect(give('bo', days(-3, -1))).rejects.toMatchObject({ code: 'approvals.deputyDays' });
    await expect(give('stranger', { principalId: ids.bo })).rejects.toMatchObject({ status: 404 });
    await expect(give('admin', { principalId: ids.bo })).rejects.toMatchObject({ code: 'approvals.reasonRequired' });
    const { ruleId } = await give('admin', { principalId: ids.bo, reason: '住院' });
    const { rows } = await by.admin.call(deputies.listDeputies, { personId: ids.bo });
    expect(rows[0]).toMatchObject({ ruleId, reason: '住院', setBy: { name: 'admin' }, state: 'now' });
    await expect(by.stranger.call(deputies.listDeputies, { personId: ids.bo })).rejects.toMatchObject({ status: 404 });
    await expect(by.stranger.call(deputies.endDeputy, { ruleId })).rejects.toMatchObject({ status: 404 });
    await end('bo', ruleId);
    await expect(by.bo.call(deputies.endDeputy, { ruleId })).rejects.toMatchObject({ code: 'approvals.deputyEnded' });
  });

  it('is nobody where the employer doesn’t allow it, and rules that are there have no effect', async () => {
    const ruleId = await set('bo', 'chen');
    await test.sql(
      `insert into kernel.setting (name, employer_id, value, at)
       values ('approvals.deputiesAllowed', $1, 'false', now())`,
      [company.employerId],
    );
    expect(await has('chen', await submit('leave', 'bo'))).toBe(false);
    await expect(set('bo', 'dai')).rejects.toMatchObject({ code: 'approvals.deputiesNotAllowed' });
    expect((await by.bo.call(deputies.listDeputies, {})).allowed).toBe(false);
    await test.sql(`delete from kernel.setting where name = 'approvals.deputiesAllowed'`);
    await end('bo', ruleId);
  });

  it('shows it at once on every screen concerned', async () => {
    const requestId = await submit('leave', 'bo');
    let ruleId = '';
    const watched = [
      [deputies.listDeputies, {}],
      [operations.listToDo, {}],
      [countToDo, {}],
    ] as const;
    const seen = (who: Name, step: () => Promise<unknown>) => verifyPush(test, by[who], approvalsCache, watched, step);
    await seen('chen', async () => {
      const made = await by.bo.call(deputies.setDeputy, { deputyId: ids.chen, kinds: null, ...days(0, 1) });
      ruleId = made.ruleId;
    });
    expect(await has('chen', requestId)).toBe(true);
    await seen('chen', () => by.bo.call(deputies.endDeputy, { ruleId }));
  });
});

describe('limits of authority', () => {
  const limit = (more: object = {}) => ({
    employerId: company.employerId,
    kind: null,
    holderKind: 'person' as const,
    holder: ids.bo,
    most: 100_000,
    period: 'month' as const,
    ...more,
  });
  const watched = [[limits.listAuthorityLimits, {}]] as const;

  it('are set, replaced, found and removed by who administers the employer, and by nobody else', async () => {
    await verifyPush(test, by.admin, approvalsCache, watched, () => by.admin.call(limits.setAuthorityLimit, limit()));
    await by.admin.call(limits.setAuthorityLimit, limit({ most: null }));
    await by.admin.call(limits.setAuthorityLimit, limit({ kind: 'stand.payment', most: 5 }));
    const { rows, employers } = await by.admin.call(limits.listAuthorityLimits, {});
    expect(rows.map((row) => [row.kind, row.holderName, row.most])).toEqual([
      [null, 'bo', null],
      ['stand.payment', 'bo', 5],
    ]);
    expect(employers.map((one) => one.id)).toEqual([company.employerId]);
    const found = await by.admin.call(limits.listAuthorityLimits, { search: 'PAY' });
    expect(found.rows).toHaveLength(1);
    await expect(by.bo.call(limits.listAuthorityLimits, {})).rejects.toMatchObject({ status: 403 });
    const other = await aCompany(test, { name: '另一家', departments: [] });
    await expect(
      by.admin.call(limits.setAuthorityLimit, limit({ employerId: other.employerId })),
    ).rejects.toMatchObject({ status: 404 });
    for (const { limitId } of rows) {
      await verifyPush(test, by.admin, approvalsCache, watched, () =>
        by.admin.call(limits.removeAuthorityLimit, { limitId }),
      );
    }
    await expect(by.admin.call(limits.removeAuthorityLimit, { limitId: rows[0]?.limitId ?? '' })).rejects.toMatchObject(
      { status: 404 },
    );
  });
});
