import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayHours, Week, WorkCalendar } from './contract/work-calendar.ts';
import { addWorkingTime, nextWorkingInstant } from './domain/add-working-time.ts';
import { checkDayHours, checkWeek } from './domain/check-week.ts';
import { halfDaysExemption, workdaysBetween } from './domain/half-days.ts';
import { inheritCalendar } from './domain/inherit-calendar.ts';
import { isWorkday, workdayHours } from './domain/workday-hours.ts';
import { workingMinutesBetween } from './domain/working-minutes-between.ts';
import { chineseCalendar } from './server/seed/chinese-calendar.ts';
import { makeChineseCalendar } from './server/seed/make-chinese-calendar.ts';

const OFFICE: DayHours = {
  segments: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ],
  half: false,
};
const REST: DayHours = { segments: [], half: false };
const SATURDAY: DayHours = { segments: [{ from: '09:00', to: '12:00' }], half: true };
const NIGHT: DayHours = {
  segments: [
    { from: '22:00', to: '26:00' },
    { from: '27:00', to: '30:00' },
  ],
  half: false,
};
const FIVE_DAYS: Week = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, REST, REST];

function chinese(changes: Partial<WorkCalendar> = {}): WorkCalendar {
  const days = Object.assign({}, ...[...chineseCalendar.values()].map((year) => year.days));
  return { timeZone: 'Asia/Shanghai', week: FIVE_DAYS, days, years: [...chineseCalendar.keys()], ...changes };
}

const date = (text: string) => Temporal.PlainDate.from(text);
/** Wall time in China. */
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant();
const wall = (instant: Temporal.Instant | null) =>
  instant?.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' }) ?? null;
const due = (calendar: WorkCalendar, from: string, amount: { workingMinutes: number } | { workdays: number }) =>
  wall(addWorkingTime(calendar, at(from), amount).value);

describe('the Chinese calendar', () => {
  test.each([2025, 2026])('%i agrees with chinese-days on every day', (year) => {
    const calendar = chinese();
    let days = 0;
    for (let day = date(`${year}-01-01`); day.year === year; day = day.add({ days: 1 })) {
      expect([day.toString(), isWorkday(calendar, day)]).toEqual([
        day.toString(),
        { value: chineseDays.isWorkday(day.toString()), unknownYears: [] },
      ]);
      days++;
    }
    expect(days).toBe(365);
  });

  test.each([...chineseCalendar.keys()])('the committed data of %i are what the generator makes', (year) => {
    const { source, days } = makeChineseCalendar(year);
    expect(chineseCalendar.get(year)).toEqual({ source, days });
  });

  test.each([...chineseCalendar.keys()])('%i has the thirteen public holidays of the law', (year) => {
    const days = Object.values(chineseCalendar.get(year)?.days ?? {});
    expect(days.filter((day) => day.kind === 'holiday' && day.statutory)).toHaveLength(13);
  });

  test('names the days in both languages', () => {
    const days = chineseCalendar.get(2026)?.days;
    expect(days?.['2026-02-17']).toEqual({
      kind: 'holiday',
      name: { zh: '春节', en: 'Spring Festival' },
      statutory: true,
    });
    expect(days?.['2026-02-14']).toEqual({
      kind: 'workday',
      name: { zh: '春节调休上班', en: 'Make-up workday, Spring Festival' },
    });
  });

  test('a year that nobody announced has no data', () => {
    expect(chineseCalendar.has(2027)).toBe(false);
    expect(() => makeChineseCalendar(2027)).toThrow();
  });
});

describe('hours of a day', () => {
  test('a make-up workday on a Sunday has the hours of the first workday', () => {
    expect(workdayHours(chinese(), date('2026-02-28')).value).toEqual(OFFICE);
    expect(workdayHours(chinese(), date('2026-01-04')).value).toEqual(OFFICE);
  });

  test('a make-up workday on a worked Saturday has the hours of that Saturday', () => {
    const calendar = chinese({ week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, SATURDAY, REST] });
    expect(workdayHours(calendar, date('2026-02-14')).value).toEqual(SATURDAY);
  });

  test('a workday with hours of its own has those', () => {
    const days = {
      '2026-03-09': { kind: 'workday' as const, name: { zh: '半天', en: 'Half day' }, hours: SATURDAY },
    };
    expect(workdayHours(chinese({ days }), date('2026-03-09')).value).toEqual(SATURDAY);
  });

  test('a year without holidays is said, unless the date itself was entered', () => {
    const days = { '2027-01-01': { kind: 'holiday' as const, name: { zh: '元旦', en: 'New Year' }, statutory: true } };
    const calendar = chinese({ days });
    expect(isWorkday(calendar, date('2027-01-04'))).toEqual({ value: true, unknownYears: [2027] });
    expect(isWorkday(calendar, date('2027-01-01'))).toEqual({ value: false, unknownYears: [] });
  });
});

describe('a deadline', () => {
  const calendar = chinese();

  test.each([
    ['within a morning', '2026-03-09T09:00', 60, '2026-03-09T10:00'],
    ['to the very end of the day', '2026-03-09T09:00', 450, '2026-03-09T18:00'],
    ['over the midday break', '2026-03-09T11:30', 60, '2026-03-09T14:00'],
    ['from the break', '2026-03-09T12:40', 60, '2026-03-09T14:30'],
    ['from the evening', '2026-03-09T20:15', 60, '2026-03-10T10:00'],
    ['over a weekend', '2026-03-13T17:30', 60, '2026-03-16T09:30'],
    ['over Spring Festival', '2026-02-14T17:30', 60, '2026-02-24T09:30'],
    ['into a make-up Saturday', '2026-02-13T17:30', 60, '2026-02-14T09:30'],
    ['into a make-up Sunday', '2026-01-03T12:00', 60, '2026-01-04T10:00'],
  ])('of minutes %s', (_, from, workingMinutes, to) => {
    expect(due(calendar, from, { workingMinutes })).toBe(to);
  });

  test.each([
    ['to the same hour of the next day', '2026-03-09T15:00', 1, '2026-03-10T15:00'],
    ['from the start of a day to its end', '2026-03-09T09:00', 1, '2026-03-09T18:00'],
    ['received at night', '2026-03-09T23:00', 1, '2026-03-10T18:00'],
    ['over National Day with its make-up workdays', '2026-09-30T15:00', 2, '2026-10-09T15:00'],
    ['with a make-up Saturday', '2026-10-09T15:00', 1, '2026-10-10T15:00'],
    ['two after a hand-over (G7)', '2026-02-13T10:00', 2, '2026-02-24T10:00'],
    ['a part of one', '2026-03-09T09:00', 0.4, '2026-03-09T12:00'],
  ])('of workdays %s', (_, from, workdays, to) => {
    expect(due(calendar, from, { workdays })).toBe(to);
  });

  test('a half day gives half a workday', () => {
    const sixDays = chinese({ week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, SATURDAY, REST] });
    expect(due(sixDays, '2026-03-14T09:00', { workdays: 0.5 })).toBe('2026-03-14T12:00');
    // Half of Friday is left at 13:30 + 0:45, so Saturday does the other half.
    expect(due(sixDays, '2026-03-13T14:15', { workdays: 1 })).toBe('2026-03-14T12:00');
  });

  test('leave and outages stand still', () => {
    const day = { from: at('2026-03-10T00:00'), to: at('2026-03-11T00:00') };
    const outage = { from: at('2026-03-09T16:00'), to: at('2026-03-09T17:00') };
    const result = addWorkingTime(calendar, at('2026-03-09T15:00'), { workdays: 1 }, [day, outage, outage]);
    expect(wall(result.value)).toBe('2026-03-11T16:00');
    expect(workingMinutesBetween(calendar, at('2026-03-09T15:00'), at('2026-03-11T16:00'), [day, outage]).value).toBe(
      450,
    );
  });

  test('exemptions may come in any order and lie over one another', () => {
    const stretch = (from: string, to: string) => ({ from: at(`2026-03-09T${from}`), to: at(`2026-03-09T${to}`) });
    const exemptions = [stretch('14:00', '15:00'), stretch('09:00', '11:00'), stretch('09:30', '10:00')];
    const counted = workingMinutesBetween(calendar, at('2026-03-09T09:00'), at('2026-03-09T18:00'), exemptions);
    expect(counted.value).toBe(450 - 120 - 60);
  });

  test('has no end while an outage has none, or where nobody ever works', () => {
    const open = [{ from: at('2026-03-09T16:00'), to: null }];
    expect(addWorkingTime(calendar, at('2026-03-09T15:00'), { workingMinutes: 60 }, open).value).not.toBeNull();
    expect(addWorkingTime(calendar, at('2026-03-09T15:00'), { workingMinutes: 61 }, open).value).toBeNull();
    const never = chinese({ week: [REST, REST, REST, REST, REST, REST, REST], days: {} });
    expect(nextWorkingInstant(never, at('2026-03-09T15:00')).value).toBeNull();
  });

  test('into a year without holidays says so; up to its first midnight it does not', () => {
    expect(addWorkingTime(calendar, at('2026-12-31T17:00'), { workingMinutes: 61 })).toMatchObject({
      unknownYears: [2027],
    });
    expect(addWorkingTime(calendar, at('2026-12-31T17:00'), { workingMinutes: 60 })).toMatchObject({
      unknownYears: [],
    });
    expect(workingMinutesBetween(calendar, at('2026-12-31T17:00'), at('2027-01-01T00:00'))).toEqual({
      value: 60,
      unknownYears: [],
    });
    expect(workingMinutesBetween(calendar, at('2024-12-31T17:00'), at('2027-01-04T10:00')).unknownYears).toEqual([
      2024, 2027,
    ]);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('of %d is refused', (workdays) => {
    expect(() => addWorkingTime(calendar, at('2026-03-09T15:00'), { workdays })).toThrow(RangeError);
  });

  test('in a night shift, also over the change of the clock', () => {
    const nights = chinese({ week: [NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, REST, REST], days: {} });
    expect(due(nights, '2026-03-10T01:00', { workingMinutes: 90 })).toBe('2026-03-10T03:30');
    expect(due(nights, '2026-03-14T05:00', { workingMinutes: 90 })).toBe('2026-03-16T22:30');
    const berlin = {
      ...nights,
      timeZone: 'Europe/Berlin',
      week: [NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, REST] as Week,
    };
    const night = (from: string, to: string) =>
      workingMinutesBetween(
        berlin,
        Temporal.ZonedDateTime.from(`${from}[Europe/Berlin]`).toInstant(),
        Temporal.ZonedDateTime.from(`${to}[Europe/Berlin]`).toInstant(),
      ).value;
    expect(night('2026-03-21T12:00', '2026-03-22T12:00')).toBe(420);
    // 29 March, 02:00 to 03:00 does not exist: the break vanishes. 25 October, 02:00 to 03:00 comes twice: so does the break.
    expect(night('2026-03-28T12:00', '2026-03-29T12:00')).toBe(420);
    expect(night('2026-10-24T12:00', '2026-10-25T12:00')).toBe(420);
  });
});

describe('leave by half days', () => {
  const calendar = chinese();
  const half = (text: string) => ({
    date: date(text.slice(0, 10)),
    half: text.endsWith('am') ? ('morning' as const) : ('afternoon' as const),
  });
  test.each([
    ['2026-03-09am', '2026-03-09pm', 1],
    ['2026-03-09am', '2026-03-09am', 0.5],
    ['2026-03-09pm', '2026-03-09am', 0],
    ['2026-03-10am', '2026-03-09pm', 0],
    ['2026-03-09pm', '2026-03-11am', 2],
    ['2026-03-13pm', '2026-03-16am', 1],
    ['2026-02-13am', '2026-02-24pm', 3],
    ['2026-02-14pm', '2026-02-14pm', 0.5],
    ['2026-10-01am', '2026-10-07pm', 0],
  ])('from %s to %s are %d workdays', (from, to, days) => {
    expect(workdaysBetween(calendar, half(from), half(to))).toEqual({ value: days, unknownYears: [] });
  });

  test('a half day has its morning only', () => {
    const sixDays = chinese({ week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, SATURDAY, REST] });
    expect(workdaysBetween(sixDays, half('2026-03-09am'), half('2026-03-15pm')).value).toBe(5.5);
    expect(workdaysBetween(sixDays, half('2026-03-14pm'), half('2026-03-15pm')).value).toBe(0);
  });

  test('says a year without holidays', () => {
    expect(workdaysBetween(calendar, half('2026-12-31am'), half('2027-01-04pm'))).toEqual({
      value: 3,
      unknownYears: [2027],
    });
  });

  test('covers the time that it takes', () => {
    const stretch = (from: string, to: string) => {
      const { value } = halfDaysExemption(calendar, half(from), half(to));
      return [wall(value.from), wall(value.to)];
    };
    expect(stretch('2026-03-09am', '2026-03-09pm')).toEqual(['2026-03-09T00:00', '2026-03-10T00:00']);
    expect(stretch('2026-03-09pm', '2026-03-11am')).toEqual(['2026-03-09T13:30', '2026-03-11T12:00']);
    const nights = chinese({ week: [NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, REST, REST] });
    const night = halfDaysExemption(nights, half('2026-03-10am'), half('2026-03-10pm')).value;
    expect([wall(night.from), wall(night.to)]).toEqual(['2026-03-10T06:00', '2026-03-11T06:00']);
    expect(stretch('2026-03-14am', '2026-03-14am')).toEqual(['2026-03-14T00:00', '2026-03-14T12:00']);
  });
});

describe('hours that cannot be', () => {
  const day = (...segments: [string, string][]): DayHours => ({
    segments: segments.map(([from, to]) => ({ from, to })),
    half: false,
  });
  test.each([
    [day(['09:00', '12:00'], ['13:30', '18:00']), null],
    [day(['09:00', '12:00'], ['12:00', '24:00']), null],
    [day(['08:00', '32:00']), null],
    [day(['18:00', '23:00'], ['24:30', '28:00']), null],
    [day(), null],
    [day(['09:00', '12:00'], ['11:30', '18:00']), 'overlap'],
    [day(['13:00', '18:00'], ['09:00', '12:00']), 'overlap'],
    [day(['09:00', '12:00'], ['22:00', '34:00']), 'overlap'],
    [day(['09:00', '09:00']), 'backwards'],
    [day(['22:00', '06:00']), 'backwards'],
    [day(['25:00', '27:00']), 'beginsNextDay'],
    [{ segments: [], half: true }, 'emptyHalfDay'],
  ])('%j: %s', (hours, fault) => {
    expect(checkDayHours(hours)).toBe(fault);
  });

  test('a night shift that runs into the next day, from Sunday to Monday too', () => {
    const late = day(['22:00', '34:00']);
    expect(checkWeek([OFFICE, REST, REST, REST, REST, REST, late])).toEqual([{ weekday: 7, fault: 'overlap' }]);
    expect(checkWeek([OFFICE, REST, REST, REST, REST, late, REST])).toEqual([]);
  });
});

test('an employer takes the calendar of the company and changes parts of it', () => {
  const company = chinese();
  const own = inheritCalendar('Asia/Urumqi', company, {
    week: null,
    days: {
      '2026-02-14': { kind: 'plain' },
      '2026-03-21': { kind: 'holiday', name: { zh: '诺鲁孜节', en: 'Nowruz' }, statutory: false },
    },
    years: [2027],
  });
  expect(own.timeZone).toBe('Asia/Urumqi');
  expect(own.years).toEqual([2025, 2026, 2027]);
  expect(isWorkday(own, date('2026-02-14')).value).toBe(false);
  expect(own.days['2026-03-21']?.kind).toBe('holiday');
  expect(own.days['2026-02-28']).toEqual(company.days['2026-02-28']);
  expect(company.days['2026-02-14']?.kind).toBe('workday');
});

describe('for any calendar', () => {
  const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'];
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  /** Up to three stretches between 00:00 and 24:00. */
  const anyHours: fc.Arbitrary<DayHours> = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 288 }), { maxLength: 6 }), fc.boolean())
    .map(([cuts, half]) => {
      const sorted = cuts.map((cut) => cut * 5).sort((a, b) => a - b);
      const segments = [];
      for (let i = 0; i + 1 < sorted.length; i += 2) {
        segments.push({ from: clock(sorted[i] ?? 0), to: clock(sorted[i + 1] ?? 0) });
      }
      return { segments, half: half && segments.length > 0 };
    });
  const anyCalendar: fc.Arbitrary<WorkCalendar> = fc
    .record({
      timeZone: fc.constantFrom(...ZONES),
      hours: fc.oneof(
        fc.tuple(anyHours, anyHours, anyHours, anyHours, anyHours, anyHours, anyHours),
        fc.constant<Week>([NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, REST]),
        fc.constant(FIVE_DAYS),
      ),
      works: anyHours.filter((hours) => hours.segments.length > 0),
    })
    // One day that surely has working time, so that every amount ends somewhere.
    .map(({ timeZone, hours, works }) => {
      const week: Week = [...hours];
      if (week.every((day) => day.segments.length === 0)) week[2] = works;
      return chinese({ timeZone, week });
    });
  const start = at('2025-01-05T00:00').epochMilliseconds;
  const anyInstant = fc
    .integer({ min: 0, max: 640 * 24 * 60 * 60 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(start + seconds * 1000));
  const anyExemptions = fc.array(
    fc
      .tuple(anyInstant, fc.integer({ min: 0, max: 10 * 24 * 60 }))
      .map(([from, minutes]) => ({ from, to: from.add({ minutes }) })),
    { maxLength: 4 },
  );
  const anyMinutes = fc.integer({ min: 0, max: 60 * 60 });

  test('what was added lies between', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, anyExemptions, (calendar, from, workingMinutes, exemptions) => {
        const to = addWorkingTime(calendar, from, { workingMinutes }, exemptions).value;
        if (to === null) throw new Error('no end');
        expect(workingMinutesBetween(calendar, from, to, exemptions).value).toBeCloseTo(workingMinutes, 6);
        // It is the first such instant: a second earlier the amount hasn't passed.
        if (workingMinutes > 0) {
          const earlier = workingMinutesBetween(calendar, from, to.subtract({ seconds: 1 }), exemptions).value;
          expect(earlier).toBeLessThan(workingMinutes);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('more is never earlier, later is never sooner, parts add up', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.tuple(anyInstant, anyInstant, anyInstant),
        fc.tuple(anyMinutes, anyMinutes),
        (calendar, instants, [some, more]) => {
          const [a, b, c] = instants.sort(Temporal.Instant.compare);
          if (a === undefined || b === undefined || c === undefined) throw new Error('three instants');
          const add = (from: Temporal.Instant, workingMinutes: number) =>
            addWorkingTime(calendar, from, { workingMinutes }).value?.epochMilliseconds ?? Number.NaN;
          expect(add(a, some + more)).toBeGreaterThanOrEqual(add(a, some));
          expect(add(b, some)).toBeGreaterThanOrEqual(add(a, some));
          const between = (x: Temporal.Instant, y: Temporal.Instant) => workingMinutesBetween(calendar, x, y).value;
          expect(between(a, b) + between(b, c)).toBeCloseTo(between(a, c), 6);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a deadline is never outside working time', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyInstant,
        fc.oneof(
          anyMinutes.map((workingMinutes) => ({ workingMinutes })),
          fc.integer({ min: 0, max: 40 }).map((quarters) => ({ workdays: quarters / 4 })),
        ),
        anyExemptions,
        (calendar, from, amount, exemptions) => {
          const to = addWorkingTime(calendar, from, amount, exemptions).value;
          if (to === null) throw new Error('no end');
          const around = workingMinutesBetween(
            calendar,
            to.subtract({ milliseconds: 1 }),
            to.add({ milliseconds: 1 }),
            exemptions,
          );
          expect(around.value).toBeGreaterThan(0);
          expect(Temporal.Instant.compare(from, to)).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('as many workdays as added lie between two moments at the start of a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 30 }), (offset, workdays) => {
        const calendar = chinese();
        const from = date('2025-01-01').add({ days: offset });
        const to = addWorkingTime(calendar, at(`${from}T00:00`), { workdays }).value;
        if (to === null) throw new Error('no end');
        const last = to.toZonedDateTimeISO('Asia/Shanghai');
        expect(last.toPlainTime().toString()).toBe('18:00:00');
        const counted = workdaysBetween(
          calendar,
          { date: from, half: 'morning' },
          { date: last.toPlainDate(), half: 'afternoon' },
        );
        expect(counted.value).toBe(workdays);
      }),
      { numRuns: 200 },
    );
  });

  test('counting minute by minute on the wall clock gives the same', () => {
    // Stretches that neither begin nor end between 00:30 and 03:30, when clocks are changed.
    const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    const calm = anyCalendar.filter((calendar) =>
      calendar.week.every((day) =>
        day.segments.every(({ from, to }) =>
          [from, to].every((time) => minutesOf(time) % 1440 < 30 || minutesOf(time) % 1440 > 210),
        ),
      ),
    );
    const naive = (calendar: WorkCalendar, from: Temporal.Instant, to: Temporal.Instant) => {
      let count = 0;
      for (let t = from; Temporal.Instant.compare(t, to) < 0; t = t.add({ minutes: 1 })) {
        const here = t.toZonedDateTimeISO(calendar.timeZone);
        const minute = here.hour * 60 + here.minute;
        const works = [0, 1].some((daysAgo) =>
          workdayHours(calendar, here.toPlainDate().subtract({ days: daysAgo })).value.segments.some((segment) => {
            const since = minute + daysAgo * 1440;
            return minutesOf(segment.from) <= since && since < minutesOf(segment.to);
          }),
        );
        if (works) count++;
      }
      return count;
    };
    fc.assert(
      fc.property(
        calm,
        fc.oneof(
          fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31'),
          fc.constantFrom('2026-02-13', '2026-09-29'),
        ),
        fc.integer({ min: 0, max: 1440 }),
        fc.integer({ min: 1, max: 3 * 1440 }),
        (calendar, day, offset, length) => {
          const from = at(`${day}T00:00`).add({ minutes: offset });
          const to = from.add({ minutes: length });
          expect(workingMinutesBetween(calendar, from, to).value).toBeCloseTo(naive(calendar, from, to), 6);
        },
      ),
      { numRuns: 60 },
    );
  });
});
