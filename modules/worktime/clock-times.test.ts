import { expect, test } from 'vitest';
import { clockTimes, onClock, segmentsFrom } from './web/clock-times.ts';

test.each([
  [['09:00', '12:00', '13:30', '18:00'], '09:00–12:00 13:30–18:00'],
  [['22:00', '02:00', '03:00', '06:00'], '22:00–26:00 27:00–30:00'],
  [['18:00', '23:00', '00:30', '04:00'], '18:00–23:00 24:30–28:00'],
  [['14:00', '00:00'], '14:00–24:00'],
  [['08:00', '08:00'], '08:00–32:00'],
  [['09:00', '12:00', '12:00', '18:00'], '09:00–12:00 12:00–18:00'],
  // Put in the wrong order, the second stretch shows itself on the next day.
  [['13:00', '18:00', '09:00', '12:00'], '13:00–18:00 33:00–36:00'],
])('%j on the clock is %s', (times, expected) => {
  const segments = segmentsFrom(times);
  expect(segments.map(({ from, to }) => `${from}–${to}`).join(' ')).toBe(expected);
  expect(clockTimes({ segments, half: false })).toEqual(times);
});

test('a time past midnight is one of the next day', () => {
  expect(onClock('26:05')).toEqual({ time: '02:05', nextDay: true });
  expect(onClock('09:00')).toEqual({ time: '09:00', nextDay: false });
});
