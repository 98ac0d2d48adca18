import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { command } from '#kernel/contract/operation.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { requestEnded } from '#modules/approvals/contract/events.ts';
import {
  act,
  listKinds,
  listToDo,
  readRequest,
  resubmitRequest,
  returnRequest,
  submitRequest,
  withdrawRequest,
} from '#modules/approvals/contract/operations.ts';
import { submitForOthers } from '#modules/approvals/contract/permissions.ts';
import { approvalsHouse } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';
import { listMyRequests } from './contract/operations.ts';
import { attendanceServer } from './server/attendance-server.ts';
import { attendanceCache } from './web/cache.ts';

/** Approvals tells that an approved request was revoked. */
const tellRevoked = command({
  name: 'revoking.tellRevoked',
  summary: { zh: '撤销', en: 'Revoke' },
  access: 'signedIn',
  input: requestEnded.facts,
  output: requestEnded.facts.pick({}),
});
const revoking = serverModule({
  contract: moduleContract({ name: 'revoking', title: { zh: '撤销', en: 'Revoking' }, operations: [tellRevoked] }),
  handlers: [
    handle<Record<never, never>>()(tellRevoked, async (context, facts) => {
      context.emit(requestEnded, facts);
      return {};
    }),
  ],
});

const house = approvalsHouse([
  ...modules.filter(({ contract }) => contract.name === 'leave'),
  attendanceServer,
  revoking,
]);
let test: TestProgram;
let ids: { mei: string; head: string; chen: string; employer: string };
let mei: TestClient;
let head: TestClient;
let chen: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  ids = {
    mei: await person('李梅'),
    head: await person('王强'),
    chen: await person('陈静'),
    employer: company.employerId,
  };
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  house.holders.set('hr', []);
  [mei, head, chen] = [await test.as(ids.mei), await test.as(ids.head), await test.as(ids.chen)];
});
afterAll(() => test.stop());

const ask = (who: TestClient, kind: string, form: Record<string, unknown>) =>
  who.call(submitRequest, { kind: `attendance.${kind}`, form });
const overtime = (date: string, from: string, to: string, compensation = 'pay') => ({
  overtime: { date, from, to, compensation },
  reason: '上线支持',
});
const half = (date: string, which = 'morning') => ({ date, half: which });
const trip = (from: string, to: string, more = {}) => ({
  trip: { from: half(from), to: half(to, 'afternoon'), places: ['上海'], transport: 'train', companions: [ids.chen] },
  purpose: '拜访客户',
  ...more,
});
const outing = (from: string, to: string) => ({ outing: { from, to, place: '税务局' }, purpose: '办事' });
const correction = (date: string, time: string, more = {}) => ({
  correction: { date, time, direction: 'in' },
  why: 'forgotten',
  ...more,
});
const slotOf = async (requestId: string) => {
  const { rows } = await head.call(listToDo, { limit: 200 });
  const { view } = await head.call(readRequest, { requestId });
  return { requestId, slotId: rows.find((row) => row.requestId === requestId)?.slotId ?? '', revision: view.revision };
};
const approve = async (requestId: string, outcome: 'approve' | 'reject' = 'approve') => {
  await head.call(act, { ...(await slotOf(requestId)), outcome, opinion: { text: '好' } });
  await test.settle();
};
const mine = async (who: TestClient) => (await who.call(listMyRequests, { year: 2026 })).rows;
const factsOf = (table: string, requestId: string) =>
  test.sql<Record<string, unknown>>(`select * from attendance.${table} where request_id = $1`, [requestId]);
const revoked = (requestId: string, kind: string) =>
  head.call(tellRevoked, {
    requestId,
    kind: `attendance.${kind}`,
    number: 'X',
    applicantId: ids.mei,
    employerId: ids.employer,
    outcome: 'revoked',
    by: ids.head,
    at: '2026-03-02T02:00:00Z',
    concerned: [ids.mei],
  });

it('offers its five kinds', async () => {
  const { rows } = await mei.call(listKinds, {});
  const own = rows.filter(({ kind }) => kind.startsWith('attendance.'));
  expect(own.map(({ title }) => title.zh)).toEqual(['加班', '出差', '外出', '打卡异常登记', '补卡']);
});

describe('overtime', () => {
  it('that is approved is recorded once, as reckoned by the calendar, and seen at once; revoked it is undone', async () => {
    let requestId = '';
    await verifyPush(test, mei, attendanceCache, [[listMyRequests, { year: 2026 }]], async () => {
      ({ requestId } = await ask(mei, 'overtime', overtime('2026-03-07', '09:00', '12:30', 'timeOff')));
      await approve(requestId);
    });
    const [fact] = await factsOf('overtime', requestId);
    expect(fact).toMatchObject({ person_id: ids.mei, hours: '3.50', day_kind: 'restDay', state: 'approved' });
    expect(fact?.begins).toEqual(new Date('2026-03-07T01:00:00Z'));
    const [event] = await test.sql<{ number: string }>(
      `select number from kernel.event where name = 'approvals.requestEnded' and facts->>'requestId' = $1`,
      [requestId],
    );
    expect(String(fact?.because)).toBe(String(event?.number));
    expect((await mine(mei))[0]).toMatchObject({
      recorded: 'approved',
      overtime: { hours: 3.5, dayKind: 'restDay', compensation: 'timeOff' },
      summary: { zh: '3.5 小时 · 2026-03-07' },
    });
    expect(await mine(chen)).toEqual([]);

    await verifyPush(test, mei, attendanceCache, [[listMyRequests, { year: 2026 }]], () =>
      revoked(requestId, 'overtime'),
    );
    await revoked(requestId, 'overtime');
    await test.settle();
    expect((await mine(mei))[0]).toMatchObject({ recorded: 'revoked' });
    const told = await test.sql(
      `select from kernel.event where name = 'attendance.approvalUndone' and facts->>'requestId' = $1`,
      [requestId],
    );
    expect(told).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['in working time', overtime('2026-03-09', '16:00', '20:00'), 'attendance.withinWorkingHours'],
    [
      'time off for an ordinary evening',
      overtime('2026-03-09', '20:00', '22:00', 'timeOff'),
      'attendance.lieuOnlyForRestDays',
    ],
    [
      'time off for a statutory holiday',
      overtime('2026-05-01', '09:00', '12:00', 'timeOff'),
      'attendance.lieuOnlyForRestDays',
    ],
  ])('is refused: %s', async (_, form, code) => {
    await expect(ask(mei, 'overtime', form)).rejects.toMatchObject({ code });
  });

  it('isn’t asked for twice, until the first one comes to nothing; changed, it doesn’t stand in its own way', async () => {
    const first = await ask(chen, 'overtime', overtime('2026-03-10', '22:00', '02:00'));
    await expect(ask(chen, 'overtime', overtime('2026-03-11', '01:00', '03:00'))).rejects.toMatchObject({
      code: 'attendance.overlapsOwnRequest',
      facts: { number: first.number, from: '2026-03-10 22:00', to: '2026-03-11 02:00' },
    });
    await head.call(returnRequest, {
      ...(await slotOf(first.requestId)),
      to: { kind: 'applicant' },
      opinion: { text: '时间不对' },
    });
    await chen.call(resubmitRequest, { requestId: first.requestId, form: overtime('2026-03-10', '21:00', '23:00') });
    await chen.call(withdrawRequest, { requestId: first.requestId });
    const second = await ask(chen, 'overtime', overtime('2026-03-10', '22:00', '23:00'));
    await approve(second.requestId, 'reject');
    expect(await factsOf('overtime', second.requestId)).toEqual([]);
  });

  it('counts once where two requests for the same time went through at the same instant', async () => {
    const both = await Promise.allSettled([
      ask(chen, 'overtime', overtime('2026-03-15', '09:00', '11:00')),
      ask(chen, 'overtime', overtime('2026-03-15', '10:00', '12:00')),
    ]);
    const sent = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.requestId] : []));
    for (const requestId of sent) await approve(requestId);
    const facts = (await Promise.all(sent.map((requestId) => factsOf('overtime', requestId)))).flat();
    expect(facts.filter((fact) => fact.state === 'approved')).toHaveLength(1);
  });
});

describe('trips and outings', () => {
  it('are recorded with their halves, places and companions', async () => {
    const itinerary = [{ day: '2026-04-14', from: '北京', to: '上海', matter: '签约' }];
    const { requestId } = await ask(mei, 'trip', trip('2026-04-14', '2026-04-15', { itinerary, costCentre: 'XS01' }));
    await approve(requestId);
    const [fact] = await factsOf('trip', requestId);
    expect(fact).toMatchObject({
      to_half: 'afternoon',
      places: ['上海'],
      cost_centre: 'XS01',
    });
    expect(fact?.companion_ids).toEqual([ids.chen]);
    await expect(ask(mei, 'outing', outing('2026-04-15T10:00', '2026-04-15T11:00'))).rejects.toMatchObject({
      code: 'attendance.overlapsOwnRequest',
    });
    const out = await ask(mei, 'outing', outing('2026-04-16T10:00', '2026-04-16T11:30'));
    await approve(out.requestId);
    expect(await factsOf('outing', out.requestId)).toMatchObject([{ place: '税务局', state: 'approved' }]);
  });

  it.each<[string, string, () => Record<string, unknown>, string]>([
    ['ends before it begins', 'trip', () => trip('2026-04-22', '2026-04-21'), 'kernel.invalidInput'],
    [
      'has a day outside in its itinerary',
      'trip',
      () => trip('2026-04-21', '2026-04-22', { itinerary: [{ day: '2026-04-23', from: 'a', to: 'b' }] }),
      'attendance.itineraryOutside',
    ],
    ['ends before it begins', 'outing', () => outing('2026-04-21T12:00', '2026-04-21T10:00'), 'kernel.invalidInput'],
    ['lasts days', 'outing', () => outing('2026-04-21T12:00', '2026-04-23T10:00'), 'attendance.outingTooLong'],
  ])('one that %s is refused (%s)', async (_, kind, form, code) => {
    await expect(ask(mei, kind, form())).rejects.toMatchObject({ code });
  });

  it('don’t lie in leave', async () => {
    await mei.call(requestLeave, {
      kind: 'personal',
      from: { date: '2026-06-02', half: 'morning' },
      to: { date: '2026-06-02', half: 'morning' },
      reason: '搬家',
    });
    await expect(ask(mei, 'trip', trip('2026-06-01', '2026-06-03'))).rejects.toMatchObject({
      code: 'attendance.overlapsLeave',
    });
    await ask(mei, 'outing', outing('2026-06-02T13:00', '2026-06-02T15:00'));
  });
});

describe('punches', () => {
  it('are registered and corrected once each', async () => {
    const irregular = await ask(mei, 'irregularPunch', {
      day: '2026-02-27',
      punch: 'in',
      what: 'device',
      note: '机器重启',
    });
    await approve(irregular.requestId);
    expect(await factsOf('irregular_punch', irregular.requestId)).toMatchObject([
      { what: 'device', state: 'approved' },
    ]);
    const corrected = await ask(mei, 'punchCorrection', correction('2026-02-27', '08:55'));
    await expect(ask(mei, 'punchCorrection', correction('2026-02-27', '08:50'))).rejects.toMatchObject({
      code: 'attendance.punchAskedAlready',
      facts: { number: corrected.number },
    });
    await approve(corrected.requestId);
    expect(await factsOf('punch_correction', corrected.requestId)).toMatchObject([{ reason: 'forgotten' }]);
  });

  it('aren’t corrected before their time, nor for a reason that nobody tells', async () => {
    await expect(ask(mei, 'punchCorrection', correction('2026-12-31', '08:55'))).rejects.toMatchObject({
      code: 'attendance.notYetHappened',
    });
    await expect(
      ask(mei, 'punchCorrection', correction('2026-02-26', '08:55', { why: 'other' })),
    ).rejects.toMatchObject({ code: 'kernel.invalidInput', facts: { where: 'form.note' } });
  });

  it('are nobody else’s to read', async () => {
    const { requestId } = await ask(mei, 'punchCorrection', correction('2026-02-25', '08:55'));
    await expect(chen.call(readRequest, { requestId })).rejects.toMatchObject({ status: 404 });
  });
});

describe('for somebody else', () => {
  const asFor = (kind: string, form: Record<string, unknown>, applicantId: string) =>
    hr.call(submitRequest, { kind: `attendance.${kind}`, form, applicantId });
  const inTheWay = { code: 'attendance.theirsInTheWay', facts: {} };
  let hr: TestClient;

  beforeAll(async () => {
    const company = await aCompany(test, { name: '人事公司', timeZone: 'America/New_York', departments: ['人事'] });
    hr = await test.as(await aPerson(test, company, { name: '周人事', department: '人事' }));
    house.grants.set(hr.personId, [{ permission: submitForOthers, reach: 'company' }]);
    hr = await test.as(hr.personId);
  });

  it('is checked against what they asked for, and says that something lies in the way, not what', async () => {
    await ask(chen, 'outing', outing('2026-11-03T10:00', '2026-11-03T12:00'));
    await chen.call(requestLeave, {
      ...{
        kind: 'annual',
        from: { date: '2026-11-04', half: 'morning' },
        to: { date: '2026-11-04', half: 'afternoon' },
      },
      reason: '休息',
    });
    for (const [from, to] of [
      ['2026-11-03T11:00', '2026-11-03T13:00'],
      ['2026-11-04T11:00', '2026-11-04T13:00'],
    ] as const) {
      await expect(asFor('outing', outing(from, to), ids.chen)).rejects.toMatchObject(inTheWay);
    }
    await ask(chen, 'punchCorrection', correction('2026-03-02', '08:50'));
    await expect(asFor('punchCorrection', correction('2026-03-02', '08:55'), ids.chen)).rejects.toMatchObject(inTheWay);
    await expect(asFor('overtime', overtime('2026-11-05', '16:00', '20:00'), ids.chen)).rejects.toMatchObject({
      code: 'attendance.withinWorkingHours',
    });
    // What who submits it asked for himself is no matter of theirs.
    const { requestId } = await asFor('outing', outing('2026-11-05T10:00', '2026-11-05T12:00'), ids.chen);
    await expect(ask(chen, 'outing', outing('2026-11-05T11:00', '2026-11-05T13:00'))).rejects.toMatchObject({
      code: 'attendance.overlapsOwnRequest',
    });
    await head.call(returnRequest, {
      ...(await slotOf(requestId)),
      to: { kind: 'applicant' },
      opinion: { text: '改' },
    });
    await expect(
      hr.call(resubmitRequest, { requestId, form: outing('2026-11-03T11:00', '2026-11-03T13:00') }),
    ).rejects.toMatchObject(inTheWay);
    await hr.call(resubmitRequest, { requestId, form: outing('2026-11-05T10:00', '2026-11-05T11:00') });
  });

  it('isn’t checked before it is known that they may be asked for', async () => {
    await expect(
      mei.call(submitRequest, {
        ...{ kind: 'attendance.outing', applicantId: ids.chen },
        form: outing('2026-11-03T11:00', '2026-11-03T13:00'),
      }),
    ).rejects.toMatchObject({ code: 'approvals.notForThem' });
  });
});
