import { expect, it } from 'vitest';
import { endOfLeave, halfDayKey } from './half-days.ts';

it('ends after as many half days as were asked for', () => {
  const morning = { date: '2026-03-30', half: 'morning' } as const;
  const afternoon = { date: '2026-03-30', half: 'afternoon' } as const;
  expect(endOfLeave(morning, 0.5)).toEqual(morning);
  expect(endOfLeave(morning, 1)).toEqual(afternoon);
  expect(endOfLeave(morning, 3)).toEqual({ date: '2026-04-01', half: 'afternoon' });
  expect(endOfLeave(afternoon, 1)).toEqual({ date: '2026-03-31', half: 'morning' });
  expect(halfDayKey(morning) < halfDayKey(afternoon)).toBe(true);
});
