import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fullReach, noReach } from '#kernel/server/authority.ts';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { modules } from '#modules/index.ts';
import {
  confirmYear,
  importYear,
  readCalendar,
  readWorkingTime,
  saveCalendarDay,
  saveWorkingHours,
} from './contract/operations.ts';
import { countWorkdays, countWorkingMinutes, countWorkingMinutesOf, reckonDeadlines } from './contract/reckonings.ts';
import type { DayHours, Week } from './contract/work-calendar.ts';
import { chineseCalendar } from './server/seed/chinese-calendar.ts';
import { worktimeCache } from './web/cache.ts';

const NORTH = '00000000-0000-7000-8000-0000000000e1';
const SOUTH = '00000000-0000-7000-8000-0000000000e2';
const NOWHERE = '00000000-0000-7000-8000-0000000000e9';
const ADMIN = '00000000-0000-7000-8000-00000000000a';
const NORTH_HR = '00000000-0000-7000-8000-00000000000b';
const EMPLOYEE = '00000000-0000-7000-8000-00000000000c';

const composition: Composition = {
  modules,
  timeZone: async () => 'Asia/Shanghai',
  authority: () => ({
    load: async (personId) => ({
      employerId: personId === EMPLOYEE ? SOUTH : NORTH,
      language: 'zh',
      reaches: new Map(
        personId === ADMIN
          ? [['worktime.manageCalendar', fullReach]]
          : personId === NORTH_HR
            ? [['worktime.manageCalendar', { ...noReach, employerIds: [NORTH] }]]
            : [],
      ),
    }),
    within: () => sql<boolean>`true`,
  }),
};

const OFFICE: DayHours = { segments: [{ from: '08:00', to: '16:00' }], half: false };
const REST: DayHours = { segments: [], half: false };
const WEEK: Week = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, REST, REST];
const FOUNDING = {
  kind: 'holiday' as const,
  name: { zh: '公司成立日', en: 'Founding day' },
  statutory: false,
};

describe('work calendars', () => {
  let program: TestProgram;
  let admin: TestClient;
  let hr: TestClient;
  let employee: TestClient;
  const revisionOf = async (employerId: string | null) =>
    (await admin.call(readCalendar, { employerId, year: 2026 })).revision;

  beforeAll(async () => {
    program = await startTestProgram(composition);
    for (const [id, name, zone] of [
      [NORTH, '北方公司', 'Asia/Shanghai'],
      [SOUTH, '南方公司', 'Asia/Bangkok'],
    ])
      await program.sql('insert into directory.employer (id, name, time_zone) values ($1, $2, $3)', [id, name, zone]);
    await program.sql(
      `insert into directory.person (id, employer_id, account, name, staff_type, sort_key, search)
       values ($1, $2, 'lin', '林', 'regular', 'lin', '')`,
      [EMPLOYEE, SOUTH],
    );
    [admin, hr, employee] = await Promise.all([program.as(ADMIN), program.as(NORTH_HR), program.as(EMPLOYEE)]);
  });
  afterAll(() => program.stop());

  test('a company begins with the holidays of 2025 and 2026', async () => {
    for (const year of [2025, 2026]) {
      const calendar = await admin.call(readCalendar, { employerId: null, year });
      expect(calendar).toMatchObject({ known: true, knownHere: true, official: true, plainDays: [], may: ['manage'] });
      expect(Object.fromEntries(calendar.days.map(({ date, day }) => [date, day]))).toEqual(
        chineseCalendar.get(year)?.days,
      );
    }
  });

  test('a year without holidays is said, and stays so until somebody confirms it', async () => {
    const read = () => employee.call(readCalendar, { employerId: null, year: 2027 });
    expect(await read()).toMatchObject({ known: false, official: false, days: [], may: [] });
    await expect(admin.call(importYear, { employerId: null, year: 2027 })).rejects.toMatchObject({
      status: 422,
      code: 'worktime.noDataForYear',
      facts: { year: 2027 },
    });
    await admin.call(saveCalendarDay, { employerId: null, date: '2027-01-01', day: FOUNDING });
    expect(await read()).toMatchObject({ known: false, days: [{ date: '2027-01-01', from: 'company' }] });
    await admin.call(confirmYear, { employerId: null, year: 2027, complete: true });
    expect(await read()).toMatchObject({ known: true, knownHere: true });
    expect(await employee.call(readCalendar, { employerId: NORTH, year: 2027 })).toMatchObject({
      known: true,
      knownHere: false,
    });
    await admin.call(confirmYear, { employerId: null, year: 2027, complete: false });
    expect(await read()).toMatchObject({ known: false });
  });

  test('when a year ends, the next one is missed', async () => {
    const inNovember = async (instant: string) => {
      await program.travelTo(instant);
      // The employee works in Bangkok, an hour behind Shanghai.
      const { year, nextYearMissing } = await employee.call(readCalendar, { employerId: null });
      return { year, nextYearMissing };
    };
    expect(await inNovember('2026-11-01T00:30:00+08:00')).toEqual({ year: 2026, nextYearMissing: false });
    expect(await inNovember('2026-11-01T01:00:00+08:00')).toEqual({ year: 2026, nextYearMissing: true });
    expect(await employee.call(readCalendar, { employerId: null, year: 2025 })).toMatchObject({
      nextYearMissing: false,
    });
    expect(await inNovember('2027-01-01T00:30:00+08:00')).toEqual({ year: 2026, nextYearMissing: true });
    await program.travelTo('2026-03-02T09:00:00+08:00');
  });

  test('other modules count in the working time of a person', async () => {
    const personId = EMPLOYEE;
    const nobody = { personId: NOWHERE };
    const deadline = async (
      from: string,
      amount: { workdays: number } | { workingMinutes: number },
      exemptions: { from: string; to: string | null }[] = [],
    ) =>
      (await employee.call(reckonDeadlines, { questions: [{ key: 'one', personId, from, amount, exemptions }] }))
        .answers[0];
    // Bangkok is an hour behind: nine o'clock there is ten in Shanghai.
    expect(await deadline('2026-02-14T17:30:00+07:00', { workingMinutes: 60 })).toEqual({
      key: 'one',
      at: '2026-02-24T02:30:00Z',
      unknownYears: [],
    });
    expect(await deadline('2026-12-31T15:00:00+07:00', { workdays: 1 })).toMatchObject({ unknownYears: [2027] });
    const outage = { from: '2026-03-09T10:00:00+07:00', to: null };
    expect(await deadline('2026-03-09T09:00:00+07:00', { workingMinutes: 61 }, [outage])).toMatchObject({
      at: null,
    });
    expect(
      await employee.call(countWorkingMinutes, {
        personId,
        from: '2026-03-09T09:00:00+07:00',
        to: '2026-03-10T09:00:00+07:00',
        exemptions: [{ ...outage, to: '2026-03-09T11:00:00+07:00' }],
      }),
    ).toEqual({ minutes: 390, unknownYears: [] });
    expect(
      await employee.call(countWorkdays, {
        personId,
        from: { date: '2026-09-30', half: 'afternoon' },
        to: { date: '2026-10-10', half: 'afternoon' },
      }),
    ).toEqual({
      days: 3.5,
      begins: '2026-09-30T06:30:00Z',
      ends: '2026-10-10T17:00:00Z',
      unknownYears: [],
    });
    await expect(
      employee.call(countWorkingMinutes, { personId, from: '0001-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ status: 400 });
    await expect(
      employee.call(countWorkdays, {
        personId,
        from: { date: '0001-01-01', half: 'morning' },
        to: { date: '9999-01-01', half: 'morning' },
      }),
    ).rejects.toMatchObject({ status: 400 });
    expect(
      await employee.call(countWorkingMinutes, { ...nobody, from: '2026-03-09T01:00:00Z', to: '2026-03-09T02:00:00Z' }),
    ).toEqual({ minutes: null, unknownYears: [] });
    const stretch = { from: '2026-03-09T09:00:00+07:00', to: '2026-03-10T09:00:00+07:00' };
    const questions = [
      { ...stretch, personId },
      { ...nobody, ...stretch },
      { personId, from: stretch.to, to: stretch.from },
    ];
    const each = await Promise.all(questions.map((question) => employee.call(countWorkingMinutes, question)));
    expect(each.map(({ minutes }) => minutes)).toEqual([450, null, 0]);
    expect(await employee.call(countWorkingMinutesOf, { questions })).toEqual({ answers: each });
    const tooLong = { personId, from: '0001-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' };
    await expect(employee.call(countWorkingMinutesOf, { questions: [tooLong] })).rejects.toMatchObject({ status: 400 });
  });

  test('taking in a year keeps what somebody had entered', async () => {
    const changed = { kind: 'workday' as const, name: { zh: '照常上班', en: 'Work as usual' } };
    await admin.call(saveCalendarDay, { employerId: SOUTH, date: '2026-05-05', day: changed });
    const count = Object.keys(chineseCalendar.get(2026)?.days ?? {}).length;
    expect(await admin.call(importYear, { employerId: SOUTH, year: 2026 })).toMatchObject({
      added: count - 1,
      kept: 1,
      source: '国务院办公厅关于2026年部分节假日安排的通知',
    });
    const calendar = await admin.call(readCalendar, { employerId: SOUTH, year: 2026 });
    expect(calendar.days.find(({ date }) => date === '2026-05-05')).toEqual({
      date: '2026-05-05',
      day: changed,
      from: 'employer',
    });
    await program.sql(
      'delete from worktime.calendar_day d using worktime.calendar c where c.calendar_id = d.calendar_id and c.employer_id = $1',
      [SOUTH],
    );
  });

  test('an employer follows the company, day by day, unless it says otherwise', async () => {
    const dayOf = async (employerId: string | null) => {
      const calendar = await admin.call(readCalendar, { employerId, year: 2026 });
      return (
        calendar.days.find(({ date }) => date === '2026-09-20') ??
        (calendar.plainDays.includes('2026-09-20') ? 'plain' : 'none')
      );
    };
    const save = (employerId: string | null, day: typeof FOUNDING | { kind: 'plain' } | { kind: 'asCompany' }) =>
      admin.call(saveCalendarDay, { employerId, date: '2026-09-20', day });
    const company = await dayOf(null);
    expect(await dayOf(NORTH)).toEqual(company);
    await save(NORTH, { kind: 'plain' });
    expect(await dayOf(NORTH)).toBe('plain');
    await save(NORTH, FOUNDING);
    expect(await dayOf(NORTH)).toEqual({ date: '2026-09-20', day: FOUNDING, from: 'employer' });
    expect(await dayOf(null)).toEqual(company);
    await save(NORTH, { kind: 'asCompany' });
    expect(await dayOf(NORTH)).toEqual(company);
    await save(null, { kind: 'plain' });
    expect([await dayOf(null), await dayOf(NORTH)]).toEqual(['none', 'none']);
  });

  test('the working time of a person is that of the employer, in its time zone', async () => {
    await admin.call(saveWorkingHours, { employerId: SOUTH, revision: await revisionOf(SOUTH), week: WEEK });
    await admin.call(saveCalendarDay, { employerId: SOUTH, date: '2026-04-13', day: FOUNDING });
    const { calendar } = (await employee.call(readWorkingTime, { personId: EMPLOYEE })) as {
      calendar: { days: Record<string, unknown> };
    };
    expect(calendar).toMatchObject({ timeZone: 'Asia/Bangkok', week: WEEK, years: [2025, 2026] });
    expect(calendar.days['2026-04-13']).toEqual(FOUNDING);
    expect(calendar.days['2026-02-17']).toEqual(chineseCalendar.get(2026)?.days['2026-02-17']);
    await admin.call(saveWorkingHours, { employerId: SOUTH, revision: await revisionOf(SOUTH), week: null });
    expect(await admin.call(readCalendar, { employerId: SOUTH, year: 2026 })).toMatchObject({
      followsCompanyHours: true,
      week: [{ segments: [{ from: '09:00' }, { from: '13:30' }] }, {}, {}, {}, {}, REST, REST],
    });
    await expect(employee.call(readWorkingTime, { personId: NOWHERE })).rejects.toMatchObject({ status: 404 });
  });

  test('hours of a single workday are kept', async () => {
    const short = {
      kind: 'workday' as const,
      name: { zh: '除夕前半天', en: 'Half day before New Year' },
      hours: { segments: [{ from: '09:00', to: '12:00' }], half: true },
    };
    await admin.call(saveCalendarDay, { employerId: NORTH, date: '2026-12-31', day: short });
    const { days } = await admin.call(readCalendar, { employerId: NORTH, year: 2026 });
    expect(days.find(({ date }) => date === '2026-12-31')?.day).toEqual(short);
  });

  test('hours that cannot be are refused', async () => {
    const overlapping: Week = [
      {
        segments: [
          { from: '09:00', to: '12:00' },
          { from: '11:00', to: '18:00' },
        ],
        half: false,
      },
      ...(WEEK.slice(1) as [DayHours, DayHours, DayHours, DayHours, DayHours, DayHours]),
    ];
    const revision = await revisionOf(null);
    await expect(admin.call(saveWorkingHours, { employerId: null, revision, week: overlapping })).rejects.toMatchObject(
      {
        code: 'worktime.badWorkingHours',
        facts: { faults: [{ weekday: 1, fault: 'overlap' }] },
      },
    );
    const day = { ...FOUNDING, kind: 'workday' as const, statutory: undefined };
    for (const segments of [[], [{ from: '09:00', to: '48:30' }], [{ from: '9:00', to: '12:00' }]])
      await expect(
        admin.call(saveCalendarDay, {
          employerId: null,
          date: '2026-03-09',
          day: { kind: 'workday', name: day.name, hours: { segments, half: false } },
        }),
      ).rejects.toMatchObject({ status: 400 });
    await expect(
      admin.call(saveCalendarDay, {
        employerId: null,
        date: '2026-03-09',
        day: { kind: 'workday', name: day.name, hours: { segments: [{ from: '12:00', to: '09:00' }], half: false } },
      }),
    ).rejects.toMatchObject({ facts: { faults: [{ weekday: null, fault: 'backwards' }] } });
    await expect(admin.call(saveWorkingHours, { employerId: null, revision, week: null })).rejects.toMatchObject({
      status: 400,
    });
    expect(await revisionOf(null)).toBe(revision);
  });

  test('who was overtaken is told so', async () => {
    const revision = await revisionOf(NORTH);
    await admin.call(saveWorkingHours, { employerId: NORTH, revision, week: WEEK });
    await expect(admin.call(saveWorkingHours, { employerId: NORTH, revision, week: null })).rejects.toMatchObject({
      code: 'kernel.changedMeanwhile',
    });
  });

  test('two first changes of an employer at the same instant both happen', async () => {
    await program.sql(
      'delete from worktime.calendar_day d using worktime.calendar c where c.calendar_id = d.calendar_id and c.employer_id = $1',
      [SOUTH],
    );
    await program.sql(
      'delete from worktime.calendar_year y using worktime.calendar c where c.calendar_id = y.calendar_id and c.employer_id = $1',
      [SOUTH],
    );
    await program.sql('delete from worktime.calendar where employer_id = $1', [SOUTH]);
    const dates = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'];
    await Promise.all(dates.map((date) => admin.call(saveCalendarDay, { employerId: SOUTH, date, day: FOUNDING })));
    const calendar = await admin.call(readCalendar, { employerId: SOUTH, year: 2026 });
    expect(calendar.revision).toBe(4);
    expect(calendar.days.filter(({ from }) => from === 'employer').map(({ date }) => date)).toEqual(dates);
  });

  test('only who may, and only within reach', async () => {
    const day = { employerId: SOUTH, date: '2026-07-01', day: FOUNDING };
    await expect(employee.call(saveCalendarDay, day)).rejects.toMatchObject({ status: 403 });
    await expect(hr.call(saveCalendarDay, day)).rejects.toMatchObject({ status: 404 });
    await expect(hr.call(saveCalendarDay, { ...day, employerId: null })).rejects.toMatchObject({ status: 404 });
    await expect(hr.call(confirmYear, { employerId: null, year: 2027, complete: true })).rejects.toMatchObject({
      status: 404,
    });
    await expect(hr.call(importYear, { employerId: SOUTH, year: 2026 })).rejects.toMatchObject({ status: 404 });
    await expect(hr.call(saveWorkingHours, { employerId: SOUTH, revision: 0, week: WEEK })).rejects.toMatchObject({
      status: 404,
    });
    await hr.call(saveCalendarDay, { ...day, employerId: NORTH });
    const may = async (client: TestClient, employerId: string | null) =>
      (await client.call(readCalendar, { employerId, year: 2026 })).may;
    expect([await may(hr, NORTH), await may(hr, SOUTH), await may(hr, null), await may(employee, SOUTH)]).toEqual([
      ['manage'],
      [],
      [],
      [],
    ]);
    const nowhere = { employerId: NOWHERE };
    await expect(admin.call(readCalendar, { ...nowhere, year: 2026 })).rejects.toMatchObject({ status: 404 });
    await expect(admin.call(saveCalendarDay, { ...day, ...nowhere })).rejects.toMatchObject({ status: 404 });
    await expect(program.visitor().call(readCalendar, { employerId: null, year: 2026 })).rejects.toMatchObject({
      status: 401,
    });
  });

  test('every change reaches who looks at it, and the audit', async () => {
    const watched = [
      [readCalendar, { employerId: NORTH, year: 2026 }],
      [readCalendar, { employerId: SOUTH, year: 2026 }],
      [readCalendar, { employerId: null, year: 2028 }],
      [readWorkingTime, { personId: EMPLOYEE }],
    ] as const;
    const revision = await revisionOf(null);
    const changes: (() => Promise<unknown>)[] = [
      () => admin.call(saveCalendarDay, { employerId: NORTH, date: '2026-08-03', day: FOUNDING }),
      () => admin.call(saveCalendarDay, { employerId: null, date: '2026-08-04', day: FOUNDING }),
      () => admin.call(saveWorkingHours, { employerId: null, revision: revision + 1, week: WEEK }),
      () => admin.call(importYear, { employerId: SOUTH, year: 2025 }),
      () => admin.call(confirmYear, { employerId: null, year: 2028, complete: true }),
    ];
    for (const change of changes) {
      const events = await verifyPush(program, employee, worktimeCache, watched, change);
      expect(events.map((event) => event.name)).toEqual(['worktime.calendarChanged']);
    }
    const audited = await program.sql<{ objects: { type: string }[] }>(
      `select objects from kernel.audit where operation = 'worktime.confirmYear' and outcome = 'done'`,
    );
    expect(audited.length).toBeGreaterThan(0);
    for (const { objects } of audited) expect(objects).toMatchObject([{ type: 'worktime.calendar' }]);
  });
});
