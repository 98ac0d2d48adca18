import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { countToDo } from './contract/count-to-do.ts';
import { readFormToCorrect } from './contract/form-operations.ts';
import { askToLook } from './contract/looks.ts';
import * as operations from './contract/operations.ts';
import { administer, submitForOthers } from './contract/permissions.ts';
import { designedKind, processKind, processKinds } from './contract/process-kind.ts';
import * as steps from './contract/step-operations.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse, noticesArrive } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

const names = ['ceo', 'mei', 'bo', 'chen', 'dai', 'admin'] as const;
type Name = (typeof names)[number];
const ids = {} as Record<Name, string>;
const by = {} as Record<Name, TestClient>;

const asked = { kind: 'approve' as const, empty: { kind: 'reject' as const }, self: 'acts' as const };
const chosen = (id: string, more: object = {}) => ({
  ...asked,
  id,
  name: id,
  approvers: [{ kind: 'applicantChosen' as const }],
  mode: { kind: 'all' as const },
  ...more,
});
const kind = (name: string, definition: object) =>
  extend(
    processKinds,
    processKind({
      name: `steps.${name}`,
      title: { zh: '事项', en: 'Matter' },
      version: 1,
      form: z.object({ what: z.string().max(100), amount: z.int().default(0), payee: z.string().max(100).default('') }),
      fields: [
        { name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' },
        { name: 'amount', label: { zh: '金额', en: 'Amount' }, type: 'number' },
        { name: 'payee', label: { zh: '收款方', en: 'Payee' }, type: 'text' },
      ],
      summary: (given) => ({ zh: given.what, en: given.what }),
      numberPrefix: name.toUpperCase(),
      startPath: '/steps/new',
      copiesSeeAll: [],
      definition: { start: { kind: 'start', id: 'start', name: '申请' }, ...definition } as never,
    }),
  );

const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'steps',
      title: { zh: '事项', en: 'Matters' },
      extensions: [
        kind('plain', {
          nodes: [chosen('first', { fields: { amount: 'edit' } })],
          revoke: { kind: 'withinDays', days: 3 },
        }),
        kind('offered', { nodes: [chosen('first', { mode: { kind: 'claim' } })] }),
        kind('two', {
          nodes: [chosen('first'), { ...chosen('second'), approvers: [{ kind: 'previousChosen' }] }, chosen('third')],
        }),
        kind('late', {
          nodes: [
            chosen('first', { limit: { overdue: { workingMinutes: 60 }, afterwards: { kind: 'escalate' } } }),
            chosen('second', { limit: { overdue: { workingMinutes: 60 }, afterwards: { kind: 'pass' } } }),
          ],
        }),
        kind('outcome', { nodes: [chosen('first')], outcomeRequired: true }),
        kind('delayed', { nodes: [{ kind: 'delay', id: 'wait', name: '等', for: { hours: 3 } }, chosen('first')] }),
        kind('small', {
          nodes: [{ ...chosen('admin'), approvers: [{ kind: 'processAdministrator' }], onReject: { kind: 'end' } }],
        }),
        extend(
          processKinds,
          designedKind({
            name: 'steps.large',
            title: { zh: '大事', en: 'Large matter' },
            version: 1,
            copiesSeeAll: [],
            design: {
              numbering: { prefix: 'DS' },
              fields: [
                {
                  kind: 'table',
                  name: 'items',
                  label: { zh: '明细', en: 'Items' },
                  columns: [
                    { kind: 'text', name: 'what', label: { zh: '事项', en: 'What' } },
                    { kind: 'person', name: 'who', label: { zh: '谁', en: 'Who' } },
                  ],
                },
              ],
            } as never,
            definition: {
              start: { kind: 'start', id: 'start', name: '申请' },
              nodes: [
                {
                  kind: 'subProcess',
                  id: 'parts',
                  name: '分项',
                  process: 'steps.small',
                  per: { kind: 'row', table: 'items' },
                  form: { what: 'what' },
                  applicant: { kind: 'field', field: 'who' },
                },
              ],
            } as never,
          }),
        ),
        kind('money', { nodes: [chosen('first', { authority: { amount: 'amount', payee: 'payee' } })] }),
      ],
    }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  for (const name of names) {
    ids[name] = await aPerson(test, company, { name, supervisorId: name === 'ceo' ? null : ids.ceo });
  }
  house.holders.set(administer.name, [ids.admin]);
  house.grants.set(ids.admin, [
    { permission: administer, reach: 'employer' },
    { permission: submitForOthers, reach: 'employer' },
  ]);
  for (const name of names) by[name] = await test.as(ids[name]);
});
afterAll(() => test.stop());

const submit = (name: string, people: readonly Name[], more: object = {}, who: Name = 'mei') =>
  by[who].call(operations.submitRequest, {
    kind: `steps.${name}`,
    form: { what: '事', ...more },
    chosen: { first: people.map((one) => ids[one]) },
  });
const read = (who: Name, requestId: string) => by[who].call(operations.readRequest, { requestId });
const taskOf = async (who: Name, requestId: string) => {
  const { rows } = await by[who].call(operations.listToDo, { limit: 200 });
  const row = rows.find((one) => one.requestId === requestId);
  if (!row) throw new Error('no task');
  return row.slotId;
};
const answer = async (who: Name, requestId: string, more: object = {}) => {
  const { view } = await read(who, requestId);
  const slotId = await taskOf(who, requestId);
  return by[who].call(operations.act, { requestId, slotId, revision: view.revision, outcome: 'approve', ...more });
};
const mayOf = async (who: Name, requestId: string) => (await read(who, requestId)).may.map((one) => one.what);
const sound = async (requestId: string) =>
  expect(
    await verifyApproval(test.program.kernel.database.readPool, test.program.kernel.evidenceKeys, requestId),
  ).toEqual([]);
/** Every one of these sees on his screens what a step did, without reading again. */
const seenBy = (who: readonly Name[], requestId: string, step: () => Promise<unknown>) =>
  who.reduce<() => Promise<unknown>>(
    (inner, name) => () =>
      verifyPush(
        test,
        by[name],
        approvalsCache,
        [
          [operations.listToDo, {}],
          [countToDo, {}],
          [operations.listMine, {}],
          [operations.listDone, {}],
          ...(requestId ? [[operations.readRequest, { requestId }] as [OperationContract, unknown]] : []),
        ],
        inner,
      ),
    step,
  )();

describe('what is offered to several', () => {
  it('is held by who claims it, and offered again once it is put back', async () => {
    const { requestId } = await submit('offered', ['bo', 'chen']);
    const slotId = await taskOf('bo', requestId);
    await expect(answer('bo', requestId)).rejects.toMatchObject({ code: 'approvals.claimFirst' });
    await seenBy(['mei', 'bo', 'chen'], requestId, () => by.bo.call(steps.claim, { requestId, slotId }));
    await expect(taskOf('chen', requestId)).rejects.toThrow('no task');
    await seenBy(['mei', 'bo', 'chen'], requestId, () => by.bo.call(steps.putBack, { requestId, slotId }));
    const slotOfChen = await taskOf('chen', requestId);
    const claims = await Promise.allSettled([
      by.bo.call(steps.claim, { requestId, slotId }),
      by.chen.call(steps.claim, { requestId, slotId: slotOfChen }),
    ]);
    expect(claims.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const who = claims[0].status === 'fulfilled' ? 'bo' : 'chen';
    expect((await answer(who, requestId)).status).toBe('approved');
    await sound(requestId);
  });
});

describe('what an approver may do beside answering', () => {
  it('delegates, and decides after the opinion', async () => {
    const { requestId } = await submit('plain', ['bo']);
    const slotId = await taskOf('bo', requestId);
    await seenBy(['mei', 'bo'], requestId, () => by.bo.call(steps.delegate, { requestId, slotId, to: ids.chen }));
    expect(await mayOf('chen', requestId)).not.toContain('transfer');
    await answer('chen', requestId, { opinion: { text: '可行' } });
    expect((await answer('bo', requestId)).status).toBe('approved');
    await sound(requestId);
  });

  it('changes the fields that his step lets him, and no others', async () => {
    const { requestId } = await submit('plain', ['bo'], { amount: 5 });
    await expect(answer('bo', requestId, { form: { what: '别的' } })).rejects.toMatchObject({
      code: 'approvals.fieldsNotYours',
      facts: { fields: ['what'] },
    });
    await answer('bo', requestId, { form: { amount: 7 } });
    const { view } = await read('mei', requestId);
    expect(view.fields.map((field) => field.value)).toEqual(['事', 7, '']);
    expect(view.history.map((line) => line.what)).toContain('formEdited');
    await sound(requestId);
  });

  it('chooses who comes next, where the flow leaves it to him', async () => {
    const { requestId } = await by.mei.call(operations.submitRequest, {
      kind: 'steps.two',
      form: { what: '事' },
      chosen: { first: [ids.bo], third: [ids.ceo] },
    });
    await expect(answer('bo', requestId)).rejects.toMatchObject({
      code: 'approvals.chooseApprovers',
      facts: { nodeId: 'second' },
    });
    await answer('bo', requestId, { chosen: { second: [ids.chen] } });
    await expect(taskOf('chen', requestId)).resolves.toBe('2.1');
  });
});

describe('what an opinion names', () => {
  it('is the executor’s task from the approval until he records what came of it; then it is archived', async () => {
    const { requestId } = await submit('plain', ['bo']);
    const opinion = { text: '请落实', executor: ids.dai, manner: '当面', deadline: '2026-12-01T00:00:00Z' };
    await seenBy(['mei', 'dai'], '', () => answer('bo', requestId, { opinion }));
    const { rows } = await by.dai.call(operations.listToDo, {});
    expect(rows[0]).toMatchObject({ requestId, taskKind: 'outcome', slotId: '1.1d' });
    await test.advance({ minutes: 1 });
    const archived = () => test.sql('select 1 from approvals.archive where instance_id = $1', [requestId]);
    expect(await archived()).toHaveLength(0);
    await expect(by.bo.call(steps.recordOutcome, { requestId, slotId: '1.1', text: '好了' })).rejects.toMatchObject({
      code: 'approvals.notYourDuty',
    });
    await seenBy(['mei', 'dai', 'bo'], requestId, () =>
      by.dai.call(steps.recordOutcome, { requestId, slotId: '1.1', text: '已办妥' }),
    );
    expect((await read('mei', requestId)).view.duties[0]?.outcome?.text).toBe('已办妥');
    await test.advance({ minutes: 1 });
    expect(await archived()).toHaveLength(1);
    await sound(requestId);
  });
});

describe('what came of the whole, where the flow asks for it', () => {
  it('is the applicant’s task from the approval, where no opinion named somebody; then it is archived', async () => {
    const { requestId } = await submit('outcome', ['bo']);
    await seenBy(['mei'], requestId, () => answer('bo', requestId));
    const { rows } = await by.mei.call(operations.listToDo, {});
    expect(rows[0]).toMatchObject({ requestId, taskKind: 'outcome' });
    const { rows: notices } = await by.mei.call(listNotices, {});
    expect(notices).toContainEqual(
      expect.objectContaining({ kind: 'approvals.dutyGiven', link: `/requests/${requestId}` }),
    );
    await sound(requestId);
    await test.advance({ minutes: 1 });
    const archived = () => test.sql('select 1 from approvals.archive where instance_id = $1', [requestId]);
    expect(await archived()).toHaveLength(0);
    await seenBy(['mei'], requestId, () => by.mei.call(steps.recordOutcome, { requestId, text: '已经做完' }));
    await expect(taskOf('mei', requestId)).rejects.toThrow('no task');
    expect((await read('bo', requestId)).view.outcome?.text).toBe('已经做完');
    await test.advance({ minutes: 1 });
    expect(await archived()).toHaveLength(1);
    await sound(requestId);
  });

  it('is what the named people say, where an opinion named some', async () => {
    const { requestId } = await submit('outcome', ['bo']);
    await answer('bo', requestId, { opinion: { text: '请落实', executor: ids.dai } });
    await expect(taskOf('mei', requestId)).rejects.toThrow('no task');
    await by.dai.call(steps.recordOutcome, { requestId, slotId: '1.1', text: '已办妥' });
    await test.advance({ minutes: 1 });
    expect(await test.sql('select 1 from approvals.archive where instance_id = $1', [requestId])).toHaveLength(1);
    await sound(requestId);
  });
});

describe('after the approval', () => {
  it('is revoked by those who had approved, or stands', async () => {
    const { requestId } = await submit('plain', ['bo', 'chen']);
    await answer('bo', requestId);
    await answer('chen', requestId);
    await seenBy(['mei', 'bo', 'chen'], requestId, () =>
      by.mei.call(steps.revokeRequest, { requestId, reason: '不需要了' }),
    );
    const { rows } = await by.bo.call(operations.listToDo, {});
    expect(rows.find((one) => one.requestId === requestId)?.taskKind).toBe('revoke');
    expect((await answer('bo', requestId, { outcome: 'reject' })).status).toBe('approved');
    await by.mei.call(steps.revokeRequest, { requestId, reason: '再次' });
    await answer('bo', requestId);
    expect((await answer('chen', requestId)).status).toBe('revoked');
    await test.settle();
    await sound(requestId);
  });
});

describe('for somebody else', () => {
  it('is submitted by who may, told to whom it concerns, who can object', async () => {
    const give = (who: Name) =>
      by[who].call(operations.submitRequest, {
        kind: 'steps.plain',
        form: { what: '代办' },
        chosen: { first: [ids.bo] },
        applicantId: ids.mei,
      });
    await expect(give('bo')).rejects.toMatchObject({ code: 'approvals.notForThem' });
    const { requestId } = await give('admin');
    const { view, may } = await read('mei', requestId);
    expect(view).toMatchObject({ applicantId: ids.mei, submitterId: ids.admin });
    expect(may.map((one) => one.what)).toContain('objectSubmission');
    await test.settle();
    const { rows: told } = await by.mei.call(listNotices, {});
    expect(told[0]).toMatchObject({ kind: 'approvals.submittedForYou', about: { id: requestId } });
    await seenBy(['mei', 'bo', 'admin'], requestId, () =>
      by.mei.call(steps.objectToSubmission, { requestId, reason: '我没有同意' }),
    );
    expect((await read('admin', requestId)).view.status).toBe('withdrawn');
    await sound(requestId);
  });
});

describe('an administrator', () => {
  it('goes on elsewhere, and says why; a form that a module brings in code is never corrected past it', async () => {
    const { requestId } = await by.mei.call(operations.submitRequest, {
      kind: 'steps.two',
      form: { what: '事' },
      chosen: { first: [ids.bo], third: [ids.ceo] },
    });
    expect((await read('admin', requestId)).jumpTo?.map((one) => one.nodeId)).toEqual(['first', 'second', 'third']);
    // Only its own module knows what hangs on a form that it brings in code, and it says so before anything is typed.
    const refused = { code: 'approvals.notCorrectable' };
    const correction = { requestId, form: { what: '更正' }, reason: '写错了' };
    await expect(by.admin.call(steps.editForm, correction)).rejects.toMatchObject(refused);
    await expect(by.admin.call(readFormToCorrect, { requestId })).rejects.toMatchObject(refused);
    await seenBy(['mei', 'bo'], requestId, () =>
      by.admin.call(steps.jumpRequest, { requestId, to: 'third', reason: '免去两步' }),
    );
    expect((await answer('ceo', requestId)).status).toBe('approved');
    await expect(by.admin.call(steps.wakeStep, { requestId, visit: 1, reason: '试' })).rejects.toMatchObject({
      code: 'approvals.alreadyEnded',
    });
    await sound(requestId);
  });
});

describe('authority', () => {
  const limit = (holder: string, most: number, period: string) =>
    test.sql(
      `insert into approvals.authority_limit (id, employer_id, kind, holder_kind, holder, most, period, set_by, set_at)
       values (gen_random_uuid(), $1, 'steps.money', 'person', $2, $3, $4, $5, now())`,
      [company.employerId, holder, most, period, ids.admin],
    );

  it('counts what is asked together for the same payee; who hasn’t enough passes up or returns', async () => {
    await limit(ids.bo, 1_000, 'month');
    await limit(ids.ceo, 100_000, 'single');
    const first = await submit('money', ['bo'], { amount: 700, payee: '甲公司' });
    const other = await submit('money', ['bo'], { amount: 900, payee: '乙公司' });
    const second = await submit('money', ['bo'], { amount: 400, payee: '甲公司' });
    expect((await answer('bo', other.requestId)).status).toBe('approved');
    const seen = await read('bo', second.requestId);
    expect(seen.authority).toEqual({
      limit: 1_000,
      total: 1_100,
      siblings: [{ requestId: first.requestId, number: first.number, amount: 700 }],
    });
    expect(seen.may.map((one) => one.what)).not.toContain('approve');
    expect(seen.may.map((one) => one.what)).toEqual(expect.arrayContaining(['passUp', 'return']));
    await expect(answer('bo', second.requestId)).rejects.toMatchObject({ code: 'approvals.beyondAuthority' });
    const slotId = await taskOf('bo', second.requestId);
    const { revision } = seen.view;
    await seenBy(['mei', 'bo'], second.requestId, () =>
      by.bo.call(steps.passUp, { requestId: second.requestId, slotId, revision, opinion: { text: '建议同意' } }),
    );
    expect((await answer('ceo', second.requestId)).status).toBe('approved');
    await by.mei.call(operations.withdrawRequest, { requestId: first.requestId });
    const third = await submit('money', ['bo'], { amount: 500, payee: '甲公司' });
    expect((await read('bo', third.requestId)).authority?.total).toBe(900);
    await sound(second.requestId);
  });
});

describe('time', () => {
  it('hands an overdue task to the supervisor, and passes where the flow says so, without anybody’s name', async () => {
    const { requestId } = await by.mei.call(operations.submitRequest, {
      kind: 'steps.late',
      form: { what: '急事' },
      chosen: { first: [ids.bo], second: [ids.chen] },
      urgent: '客户在等',
    });
    expect((await by.bo.call(operations.listToDo, {})).rows.find((one) => one.requestId === requestId)?.urgent).toBe(
      '客户在等',
    );
    await noticesArrive(test, by.bo);
    await test.advance({ days: 3 });
    await expect(taskOf('bo', requestId)).rejects.toThrow('no task');
    await answer('ceo', requestId);
    await noticesArrive(test, by.chen);
    await test.advance({ days: 3 });
    const { view } = await read('mei', requestId);
    expect(view.status).toBe('approved');
    expect(view.history.map((line) => line.what)).toEqual(
      expect.arrayContaining(['overdue', 'reassigned', 'acted', 'lapsed', 'ended']),
    );
    await sound(requestId);
  });

  it('ends a delay by the clock, or an administrator ends it', async () => {
    const first = await submit('delayed', ['bo']);
    const second = await submit('delayed', ['bo']);
    await test.advance({ hours: 2 });
    await expect(taskOf('bo', first.requestId)).rejects.toThrow('no task');
    await seenBy(['mei'], second.requestId, () =>
      by.admin.call(steps.wakeStep, { requestId: second.requestId, visit: 1, reason: '不用等' }),
    );
    await expect(taskOf('bo', second.requestId)).resolves.toBe('2.1');
    await test.advance({ hours: 1, minutes: 1 });
    await expect(taskOf('bo', first.requestId)).resolves.toBe('2.1');
    await sound(first.requestId);
  });
});

describe('requests made by requests', () => {
  const large = (items: object[]) => by.mei.call(operations.submitRequest, { kind: 'steps.large', form: { items } });

  it('are made one for each row, and waited for; both sides show the other', async () => {
    const items = [
      { what: '甲', who: ids.bo },
      { what: '乙', who: ids.chen },
    ];
    const { requestId, status } = await large(items);
    expect(status).toBe('running');
    await seenBy(['mei'], requestId, () => test.settle());
    const { children } = await read('mei', requestId);
    expect(children.map((one) => one.childId).sort()).toEqual(['1.1', '1.2']);
    for (const child of children) {
      const shown = await read('admin', child.requestId);
      expect(shown.parent?.requestId).toBe(requestId);
      expect([ids.bo, ids.chen]).toContain(shown.view.applicantId);
      await answer('admin', child.requestId);
      await sound(child.requestId);
    }
    await test.settle();
    expect((await read('mei', requestId)).view.status).toBe('approved');
    await sound(requestId);
  });

  it('end with the one that made them, and end it where one is rejected', async () => {
    const first = await large([{ what: '甲', who: ids.bo }]);
    await test.settle();
    const [child] = (await read('mei', first.requestId)).children;
    await by.mei.call(operations.withdrawRequest, { requestId: first.requestId });
    await test.settle();
    expect((await read('admin', child?.requestId ?? '')).view.status).toBe('terminated');

    const second = await large([
      { what: '甲', who: ids.bo },
      { what: '乙', who: ids.chen },
    ]);
    await test.settle();
    const { children } = await read('mei', second.requestId);
    await answer('admin', children[0]?.requestId ?? '', { outcome: 'reject' });
    await test.settle();
    expect((await read('mei', second.requestId)).view.status).toBe('rejected');
    expect((await read('admin', children[1]?.requestId ?? '')).view.status).toBe('terminated');
    await sound(second.requestId);
  });

  it('that can’t be made stop the flow for an administrator, who has them made again', async () => {
    const { requestId } = await large([{ what: '甲' }]);
    await test.settle();
    const stopped = await read('mei', requestId);
    expect(stopped.view.suspended).toBe(true);
    expect(stopped.children).toEqual([]);
    // What is to be corrected has to be read, and that isn't the administrator's (A6).
    const { lookId } = await by.admin.call(askToLook, { requestId, reason: '更正漏填的人' });
    await answer('ceo', lookId);
    await test.settle();
    await by.admin.call(steps.editForm, {
      requestId,
      form: { items: [{ what: '甲', who: ids.bo }] },
      reason: '漏填了人',
    });
    await by.admin.call(operations.resumeRequest, { requestId });
    await test.settle();
    expect((await read('mei', requestId)).children).toHaveLength(1);
    await sound(requestId);
  });
});
