import { expect, it } from 'vitest';
import { kindOfDay } from './kind-of-day.ts';
import { overlaps, spanOfClock, spanOfHalfDays } from './span.ts';

it('knows workdays, rest days and statutory holidays', () => {
  const [work, rest] = [{ segments: [1] }, { segments: [] }];
  const calendar = {
    week: [work, work, work, work, work, rest, rest],
    days: {
      '2026-05-01': { kind: 'holiday', statutory: true },
      '2026-05-04': { kind: 'holiday', statutory: false },
      '2026-05-09': { kind: 'workday' },
    },
  } as const;
  const kinds = ['2026-04-30', '2026-05-01', '2026-05-04', '2026-05-09', '2026-05-10'].map((date) =>
    kindOfDay(calendar, date),
  );
  expect(kinds).toEqual(['workday', 'holiday', 'restDay', 'workday', 'restDay']);
});

it('lets a morning and its afternoon lie beside each other, and a night reach into the next day', () => {
  const morning = spanOfHalfDays({ date: '2026-03-31', half: 'morning' }, { date: '2026-03-31', half: 'morning' });
  const afternoon = spanOfHalfDays(
    { date: '2026-03-31', half: 'afternoon' },
    { date: '2026-03-31', half: 'afternoon' },
  );
  expect([overlaps(morning, afternoon), afternoon.to]).toEqual([false, '2026-04-01T00:00']);
  const night = spanOfClock('2026-03-31', '22:00', '02:00');
  expect(night.to).toBe('2026-04-01T02:00');
  expect([overlaps(night, afternoon), overlaps(night, spanOfClock('2026-04-01', '01:00', '03:00'))]).toEqual([
    true,
    true,
  ]);
});
