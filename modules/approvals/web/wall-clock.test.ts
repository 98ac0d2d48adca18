import { expect, it } from 'vitest';
import { instantOf, wallClock } from './wall-clock.ts';

it('goes from the clock on the wall to the instant and back', () => {
  expect(instantOf('2026-11-22T09:30', 'Asia/Shanghai')).toBe('2026-11-22T01:30:00.000Z');
  expect(wallClock(new Date('2026-11-22T01:30:00Z'), 'Asia/Shanghai')).toBe('2026-11-22T09:30');
  expect(instantOf('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(instantOf('2026-03-29T01:30', 'Europe/Berlin')).toBe('2026-03-29T00:30:00.000Z');
});
