import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { countToDo } from '#modules/approvals/contract/count-to-do.ts';
import {
  act,
  listCopied,
  listMine,
  listToDo,
  previewRequest,
  readApplicant,
  readRequest,
  resubmitRequest,
  returnRequest,
  submitRequest,
  withdrawRequest,
} from '#modules/approvals/contract/operations.ts';
import { submitForOthers } from '#modules/approvals/contract/permissions.ts';
import { objectToSubmission, revokeRequest } from '#modules/approvals/contract/step-operations.ts';
import { approvalsCacheRules, approvalsHouse } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { saveCalendarDay } from '#modules/worktime/contract/operations.ts';
import {
  changeLeave,
  listKinds,
  readLastLeave,
  readMyLeave,
  reckonLeave,
  requestLeave,
} from './contract/operations.ts';
import { leaveServer } from './server/leave-server.ts';
import { leaveCache } from './web/cache.ts';

const house = approvalsHouse([leaveServer]);
let test: TestProgram;
let mei: TestClient;
let head: TestClient;
let hr: TestClient;
let chen: TestClient;
let lin: TestClient;
let top: TestClient;

const morning = (date: string) => ({ date, half: 'morning' as const });
const afternoon = (date: string) => ({ date, half: 'afternoon' as const });
const leave = (from: string, to: string, more = {}) => ({
  kind: 'sick',
  from: morning(from),
  to: afternoon(to),
  reason: '发烧',
  ...more,
});
const approve = async (requestId: string, outcome: 'approve' | 'reject' = 'approve', who = head) => {
  const { view } = await who.call(readRequest, { requestId });
  const { rows } = await who.call(listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  return who.call(act, { requestId, slotId, revision: view.revision, outcome, opinion: { text: '好好休息' } });
};

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const [a, b, c, d] = [
    await aPerson(test, company, { name: '李梅', department: '平台组' }),
    await aPerson(test, company, { name: '王强', department: '平台组' }),
    await aPerson(test, company, { name: '陈静', department: '人力资源部' }),
    await aPerson(test, company, { name: '周磊', department: '平台组' }),
  ];
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [b] } });
  const boss = await aPerson(test, company, { name: '赵敏' });
  const team = await aPerson(test, company, { name: '高洋', department: '平台组', supervisorId: boss });
  const e = await aPerson(test, company, { name: '林秀', department: '平台组', supervisorId: team });
  house.holders.set('hr', [c]);
  [lin, top] = [await test.as(e), await test.as(boss)];
  [mei, head, hr, chen] = [await test.as(a), await test.as(b), await test.as(c), await test.as(d)];
});
afterAll(() => test.stop());

describe('leave', () => {
  it('goes from two days asked for, live to the head, with a copy to HR, into the ledger', async () => {
    expect((await mei.call(listKinds, {})).rows.map((row) => row.kind).slice(0, 3)).toEqual([
      'annual',
      'personal',
      'sick',
    ]);
    expect((await mei.call(readLastLeave, {})).last).toBeNull();
    const { form, unknownYears } = await mei.call(reckonLeave, {
      from: morning('2026-03-05'),
      to: afternoon('2026-03-06'),
    });
    expect([form.days, unknownYears]).toEqual([2, []]);
    const preview = await mei.call(previewRequest, {
      kind: 'leave.leave',
      form: { ...leave('2026-03-05', '2026-03-06'), kindName: { zh: '病假', en: 'Sick leave' }, days: 2 },
    });
    expect(preview.steps.map((step) => step.people.map((person) => person.name))).toEqual([['王强'], ['陈静']]);

    const push = await openPush(test, head);
    const { requestId, number } = await mei.call(requestLeave, {
      ...leave('2026-03-05', '2026-03-06'),
      urgent: '孩子急诊',
    });
    await test.settle();
    await push.roundTrip();
    expect(push.events.map((event) => event.name)).toContain('approvals.taskOpened');
    push.close();
    expect(number).toBe('QJ202603-0001');
    const [row] = (await head.call(listToDo, {})).rows;
    expect(row).toMatchObject({
      requestId,
      urgent: '孩子急诊',
      summary: { zh: '2 天 · 3月5日–3月6日', en: '2 days · 5 Mar–6 Mar' },
    });

    await approve(requestId);
    await test.settle();
    expect((await hr.call(listCopied, {})).rows[0]?.requestId).toBe(requestId);
    const { view } = await hr.call(readRequest, { requestId });
    expect(view.fields[0]).toMatchObject({ hidden: false, value: { zh: '病假', en: 'Sick leave' } });
    const mine = await mei.call(readMyLeave, { year: 2026 });
    expect(mine.taken).toEqual([{ kind: 'sick', name: { zh: '病假', en: 'Sick leave' }, days: 2 }]);
    expect(mine.rows[0]).toMatchObject({ requestId, state: 'taken' });
    const [entry] = await test.sql<{ what: string; because: string; number: string }>(
      `select e.what, e.because, v.number from leave.entry e join kernel.event v on v.name = 'approvals.requestEnded'
       and v.facts->>'requestId' = e.request_id::text where e.request_id = $1`,
      [requestId],
    );
    expect(entry).toMatchObject({ what: 'taken', because: entry?.number });
    expect((await mei.call(readLastLeave, {})).last).toEqual({ kind: 'sick', days: 2, reason: '发烧' });
    expect((await chen.call(readMyLeave, { year: 2026 })).rows).toEqual([]);
  });

  it('counts half days and make-up workdays, not holidays', async () => {
    const days = async (from: ReturnType<typeof morning> | ReturnType<typeof afternoon>, to: typeof from) =>
      (await chen.call(reckonLeave, { from, to })).days;
    expect(await days(afternoon('2026-03-09'), morning('2026-03-11'))).toBe(2);
    expect(await days(morning('2026-03-09'), morning('2026-03-09'))).toBe(0.5);
    // 1 to 5 May are days off, Saturday 9 May is worked.
    expect(await days(morning('2026-04-30'), afternoon('2026-05-09'))).toBe(5);
    await expect(days(morning('2026-05-01'), afternoon('2026-05-03'))).rejects.toMatchObject({
      code: 'leave.noWorkday',
    });
    await expect(days(morning('2026-03-10'), afternoon('2026-03-09'))).rejects.toMatchObject({
      code: 'leave.spanNotValid',
    });
    await expect(days(morning('2026-03-10'), afternoon('2027-03-11'))).rejects.toMatchObject({
      code: 'leave.spanNotValid',
    });
  });

  it('refuses what overlaps, also two at the same instant, and frees the time when a request ends', async () => {
    const results = await Promise.allSettled([
      chen.call(requestLeave, leave('2026-04-13', '2026-04-15')),
      chen.call(requestLeave, leave('2026-04-15', '2026-04-16')),
    ]);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(results.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'leave.leaveOverlaps' });
    const won = results.find((one) => one.status === 'fulfilled');
    const requestId = won?.status === 'fulfilled' ? won.value.requestId : '';
    await chen.call(withdrawRequest, { requestId });
    await test.settle();
    await chen.call(requestLeave, leave('2026-04-13', '2026-04-16'));
    // The afternoon is free where only the morning is taken.
    await chen.call(requestLeave, { ...leave('2026-04-20', '2026-04-20'), to: morning('2026-04-20') });
    await chen.call(requestLeave, { ...leave('2026-04-20', '2026-04-20'), from: afternoon('2026-04-20') });
  });

  it('drops what is rejected, without an entry', async () => {
    const { requestId } = await mei.call(requestLeave, leave('2026-06-01', '2026-06-02'));
    expect((await approve(requestId, 'reject')).status).toBe('rejected');
    await test.settle();
    expect(await test.sql('select 1 from leave.entry where request_id = $1', [requestId])).toHaveLength(0);
    await mei.call(requestLeave, leave('2026-06-01', '2026-06-02'));
  });

  it('that is revoked after its approval is given back, and the time is free again', async () => {
    const { requestId } = await mei.call(requestLeave, leave('2026-09-14', '2026-09-15', { kind: 'marriage' }));
    await approve(requestId);
    await test.settle();
    const married = async () =>
      (await mei.call(readMyLeave, { year: 2026 })).taken.find(({ kind }) => kind === 'marriage')?.days;
    expect(await married()).toBe(2);
    await mei.call(revokeRequest, { requestId, reason: '行程取消' });
    await test.settle();
    expect(await married()).toBe(2);
    await verifyPush(
      test,
      mei,
      [...approvalsCacheRules, ...leaveCache],
      [
        [readMyLeave, { year: 2026 }],
        [readRequest, { requestId }],
      ],
      () => approve(requestId),
    );
    expect(await married()).toBe(0);
    expect((await mei.call(readMyLeave, { year: 2026 })).rows.find((row) => row.requestId === requestId)?.state).toBe(
      'dropped',
    );
    const entries = await test.sql<{ what: string; days: string }>(
      'select what, days from leave.entry where request_id = $1 order by because',
      [requestId],
    );
    expect(entries).toEqual([
      { what: 'taken', days: '2.0' },
      { what: 'givenBack', days: '2.0' },
    ]);
    const told = await test.sql<{ name: string }>(
      `select name from kernel.event where name like 'leave.%' and facts->>'requestId' = $1 order by number`,
      [requestId],
    );
    expect(told.map(({ name }) => name)).toEqual(['leave.leaveTaken', 'leave.leaveDropped']);
    await mei.call(requestLeave, leave('2026-09-14', '2026-09-15'));
  });

  it('of more than three days goes to the supervisor of the head too', async () => {
    const asked = async (
      who: TestClient,
      to: ReturnType<typeof morning> | ReturnType<typeof afternoon>,
      days: number,
    ) =>
      (
        await who.call(previewRequest, {
          kind: 'leave.leave',
          form: { ...leave('2026-09-21', to.date), to, kindName: { zh: '病假', en: 'Sick leave' }, days },
        })
      ).steps.map((step) => step.people.map((person) => person.name));
    expect(await asked(lin, afternoon('2026-09-23'), 3)).toEqual([['王强'], ['陈静']]);
    expect(await asked(lin, morning('2026-09-24'), 3.5)).toEqual([['王强'], ['赵敏'], ['陈静']]);
    // Nobody stands above the head: his approval is enough.
    expect(await asked(mei, morning('2026-09-24'), 3.5)).toEqual([['王强'], [], ['陈静']]);

    const { requestId } = await lin.call(requestLeave, leave('2026-09-21', '2026-09-24'));
    expect((await approve(requestId)).status).toBe('running');
    expect((await approve(requestId, 'approve', top)).status).toBe('approved');
  });

  it('is changed after a return, by the leave form only', async () => {
    const { requestId } = await mei.call(requestLeave, leave('2026-06-08', '2026-06-12'));
    const { view } = await head.call(readRequest, { requestId });
    const slotId = (await head.call(listToDo, {})).rows.find((row) => row.requestId === requestId)?.slotId ?? '';
    await head.call(returnRequest, {
      requestId,
      slotId,
      revision: view.revision,
      to: { kind: 'applicant' },
      opinion: { text: '太长' },
    });
    await expect(chen.call(changeLeave, { requestId, ...leave('2026-06-08', '2026-06-09') })).rejects.toMatchObject({
      status: 404,
    });
    await mei.call(changeLeave, { requestId, ...leave('2026-06-08', '2026-06-09') });
    expect((await head.call(readRequest, { requestId })).view.summary.zh).toBe('2 天 · 6月8日–6月9日');
    const forged = { ...leave('2026-07-06', '2026-07-10'), kindName: { zh: '病假', en: 'Sick leave' }, days: 0.5 };
    await expect(mei.call(submitRequest, { kind: 'leave.leave', form: forged })).rejects.toMatchObject({
      code: 'leave.onlyByLeaveForm',
    });
    await expect(mei.call(requestLeave, leave('2026-07-06', '2026-07-07', { kind: 'holiday' }))).rejects.toMatchObject({
      code: 'leave.unknownLeaveKind',
    });
    await expect(mei.call(requestLeave, leave('2026-07-06', '2026-07-07', { reason: ' ' }))).rejects.toMatchObject({
      status: 400,
    });
  });

  it('does it once when the same command comes twice, and nothing when approvals refuse', async () => {
    const commandId = crypto.randomUUID();
    const asked = leave('2026-08-03', '2026-08-04');
    const [one, two] = await Promise.all([
      mei.call(requestLeave, asked, { commandId }),
      mei.call(requestLeave, asked, { commandId }),
    ]);
    expect(two).toEqual(one);
    await expect(hr.call(requestLeave, leave('2026-08-03', '2026-08-04'))).rejects.toMatchObject({
      code: 'approvals.noApprover',
    });
    expect(await test.sql('select 1 from leave.request where person_id = $1', [hr.personId])).toHaveLength(0);
  });

  it('pushes what changes', async () => {
    const rules = [...approvalsCacheRules, ...leaveCache];
    const watched: [Parameters<typeof mei.call>[0], unknown][] = [
      [readMyLeave, { year: 2026 }],
      [readLastLeave, {}],
      [reckonLeave, { from: morning('2026-10-13'), to: afternoon('2026-10-13') }],
      [listMine, {}],
      [countToDo, {}],
    ];
    let requestId = '';
    await verifyPush(test, mei, rules, watched, async () => {
      requestId = (await mei.call(requestLeave, leave('2026-10-19', '2026-10-20', { kind: 'annual', reason: '回家' })))
        .requestId;
    });
    await verifyPush(test, mei, rules, watched, () => approve(requestId));
    await verifyPush(test, head, rules, watched, () => mei.call(requestLeave, leave('2026-10-26', '2026-10-26')));
    ({ requestId } = await mei.call(requestLeave, leave('2026-11-02', '2026-11-06')));
    const { view } = await head.call(readRequest, { requestId });
    const slotId = (await head.call(listToDo, { limit: 200 })).rows.find((row) => row.requestId === requestId)?.slotId;
    await head.call(returnRequest, {
      requestId,
      slotId: slotId ?? '',
      revision: view.revision,
      to: { kind: 'applicant' },
      opinion: { text: '太长' },
    });
    const lists: typeof watched = [...watched, [listToDo, {}], [readRequest, { requestId }]];
    const shorten = () => mei.call(changeLeave, { requestId, ...leave('2026-11-02', '2026-11-03') });
    await verifyPush(test, head, rules, lists, () => verifyPush(test, mei, rules, lists, shorten));
  });
});

describe('leave for somebody else', () => {
  const rules = [...approvalsCacheRules, ...leaveCache];
  const ids = { mei: '', far: '', chief: '' };
  let island: TestCompany;
  let far: TestClient;

  beforeAll(async () => {
    ids.mei = mei.personId;
    island = await aCompany(test, { name: '海岛酒店', departments: ['前厅'] });
    ids.chief = await aPerson(test, island, { name: '岛主', department: '前厅' });
    ids.far = await aPerson(test, island, { name: '小岛', department: '前厅' });
    far = await test.as(ids.far);
    const departmentId = island.departments.前厅 ?? '';
    const { revision } = await test.system(readDepartment, { departmentId });
    await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.chief] } });
    // Thursday 12 November is a holiday on the island, and nowhere else.
    await test.system(saveCalendarDay, {
      employerId: island.employerId,
      date: '2026-11-12',
      day: { kind: 'holiday', name: { zh: '岛庆', en: 'Island day' }, statutory: false },
    });
    house.grants.set(hr.personId, [{ permission: submitForOthers, reach: 'company' }]);
    house.grants.set(top.personId, [{ permission: submitForOthers, reach: 'employer' }]);
    hr = await test.as(hr.personId);
    top = await test.as(top.personId);
  });

  it('is theirs: their calendar, their approvers, their ledger; both are named, they are told and can object', async () => {
    const asked = leave('2026-12-07', '2026-12-08', { kind: 'annual', reason: '代为申请' });
    let requestId = '';
    const watched: [Parameters<typeof mei.call>[0], unknown][] = [
      [readMyLeave, { year: 2026 }],
      [readLastLeave, {}],
      [listMine, {}],
    ];
    await verifyPush(test, mei, rules, watched, async () => {
      ({ requestId } = await hr.call(requestLeave, { ...asked, applicantId: ids.mei, urgent: '住院' }));
      await test.settle();
    });
    const { view, may } = await mei.call(readRequest, { requestId });
    expect([view.applicantId, view.submitterId, view.urgent]).toEqual([ids.mei, hr.personId, '住院']);
    expect(may.map(({ what }) => what)).toContain('objectSubmission');
    expect((await mei.call(listNotices, {})).rows.some(({ link }) => link === `/requests/${requestId}`)).toBe(true);
    expect((await mei.call(readMyLeave, { year: 2026 })).rows[0]).toMatchObject({ requestId, state: 'asked' });
    expect((await hr.call(readMyLeave, { year: 2026 })).rows).toEqual([]);
    expect((await hr.call(readLastLeave, {})).last).toBeNull();

    await mei.call(objectToSubmission, { requestId, reason: '我没有要请假' });
    await test.settle();
    expect((await hr.call(readRequest, { requestId })).view).toMatchObject({ status: 'withdrawn' });
    // The time is free again, and approved it is on record as theirs.
    ({ requestId } = await hr.call(requestLeave, { ...asked, applicantId: ids.mei }));
    await approve(requestId);
    await test.settle();
    expect(await test.sql('select person_id from leave.entry where request_id = $1', [requestId])).toEqual([
      { person_id: ids.mei },
    ]);

    const span = { from: morning('2026-11-12'), to: afternoon('2026-11-13') };
    const reckoned = await hr.call(reckonLeave, { ...span, applicantId: ids.far });
    expect([reckoned.days, reckoned.employerId]).toEqual([1, island.employerId]);
    expect((await hr.call(reckonLeave, span)).days).toBe(2);
    const there = await hr.call(requestLeave, { kind: 'annual', ...span, reason: '休假', applicantId: ids.far });
    expect((await far.call(readMyLeave, { year: 2026 })).rows).toMatchObject([{ requestId: there.requestId, days: 1 }]);
    const { steps } = (await far.call(readRequest, { requestId: there.requestId })).view;
    expect(steps.flatMap(({ slots }) => slots).map(({ personId }) => personId)).toEqual([ids.chief]);
  });

  it('shows nothing of their leave: whether it suits is said when it is submitted, and not what stands against it', async () => {
    await far.call(requestLeave, leave('2026-12-01', '2026-12-03', { kind: 'sick', reason: '手术' }));
    const span = { from: morning('2026-12-02'), to: afternoon('2026-12-02') };
    expect(await hr.call(reckonLeave, { ...span, applicantId: ids.far })).toMatchObject({ days: 1 });
    const asked = { kind: 'annual', ...span, reason: '休假', applicantId: ids.far };
    await expect(hr.call(requestLeave, asked)).rejects.toMatchObject({ code: 'leave.theirLeaveOverlaps', facts: {} });
    await expect(far.call(reckonLeave, span)).rejects.toMatchObject({ code: 'leave.leaveOverlaps' });
  });

  it('is refused for people out of reach and to who may not, by the form and beside it', async () => {
    const span = { from: morning('2026-12-15'), to: afternoon('2026-12-15') };
    for (const [by, applicantId] of [
      [top, ids.far],
      [chen, ids.mei],
      [hr, crypto.randomUUID()],
    ] as const) {
      const refused = { code: 'approvals.notForThem' };
      await expect(by.call(readApplicant, { applicantId })).rejects.toMatchObject(refused);
      await expect(by.call(reckonLeave, { ...span, applicantId })).rejects.toMatchObject(refused);
      await expect(
        by.call(requestLeave, { kind: 'annual', ...span, reason: '休假', applicantId }),
      ).rejects.toMatchObject(refused);
    }
    expect(await test.sql(`select from leave.request where from_date = '2026-12-15'`)).toHaveLength(0);
    const form = { kind: 'sick', ...span, reason: '发烧', kindName: { zh: '病假', en: 'Sick leave' }, days: 1 };
    await expect(hr.call(submitRequest, { kind: 'leave.leave', form, applicantId: ids.mei })).rejects.toMatchObject({
      code: 'leave.onlyByLeaveForm',
    });
  });

  it('that was returned is changed by either of them, by the leave form only', async () => {
    const asked = leave('2026-12-21', '2026-12-23', { kind: 'annual', reason: '代为申请' });
    const { requestId } = await hr.call(requestLeave, { ...asked, applicantId: ids.mei });
    const sendBack = async () => {
      const { view, may } = await head.call(readRequest, { requestId });
      const slotId = may.find(({ what }) => what === 'return')?.slotId ?? '';
      const opinion = { text: '太长' };
      const { revision } = view;
      await head.call(returnRequest, { requestId, slotId, revision, to: { kind: 'applicant' }, opinion });
    };
    await sendBack();
    const forged = { ...asked, kindName: { zh: '年休假', en: 'Annual leave' }, days: 0.5 };
    for (const client of [hr, mei]) {
      await expect(client.call(resubmitRequest, { requestId, form: forged })).rejects.toMatchObject({
        code: 'leave.onlyByLeaveForm',
      });
    }
    const shorter = { ...asked, to: afternoon('2026-12-22') };
    await expect(chen.call(changeLeave, { requestId, ...shorter })).rejects.toMatchObject({ status: 404 });
    const watched: [Parameters<typeof mei.call>[0], unknown][] = [
      [readMyLeave, { year: 2026 }],
      [readRequest, { requestId }],
    ];
    await verifyPush(test, mei, rules, watched, () => hr.call(changeLeave, { requestId, ...shorter }));
    const of = async () =>
      (await mei.call(readMyLeave, { year: 2026 })).rows.find((row) => row.requestId === requestId);
    expect(await of()).toMatchObject({ days: 2 });
    await sendBack();
    const { from, to } = leave('2026-12-21', '2026-12-21');
    expect((await hr.call(reckonLeave, { from, to, besideRequestId: requestId })).days).toBe(1);
    await mei.call(changeLeave, { requestId, ...asked, from, to });
    expect(await of()).toMatchObject({ days: 1 });
  });
});
