import { describe, expect, it } from 'vitest';
import { formatAmount, formatDay, formatExact, formatMonth, relativeTime } from './format.ts';

const zone = 'Asia/Shanghai';
const now = new Date('2026-11-22T15:30:00Z'); // 23:30 in Shanghai
const told = (instant: string, language: 'zh' | 'en' = 'zh') => relativeTime(instant, now, language, zone);

describe('relative times', () => {
  it('count minutes within the hour, then name the day of the employer, not of the machine', () => {
    expect(told('2026-11-22T15:29:40Z')).toEqual({ word: 'time.now', time: '23:29' });
    expect(told('2026-11-22T15:25:00Z')).toEqual({ text: '5分钟前' });
    expect(told('2026-11-22T15:25:00Z', 'en')).toEqual({ text: '5 minutes ago' });
    expect(told('2026-11-21T16:30:00Z')).toEqual({ word: 'time.today', time: '00:30' });
    expect(told('2026-11-21T15:30:00Z')).toEqual({ word: 'time.yesterday', time: '23:30' });
    expect(told('2026-11-22T17:00:00Z')).toEqual({ word: 'time.tomorrow', time: '01:00' });
    expect(told('2026-11-03T01:00:00Z')).toEqual({ text: '11月3日' });
    expect(told('2025-11-03T01:00:00Z')).toEqual({ text: '2025年11月3日' });
  });
});

describe('days and amounts', () => {
  it('leave out the year of now and never the exact one', () => {
    expect(formatDay('2026-11-22', 'zh', 2026)).toBe('11月22日周日');
    expect(formatDay('2025-11-22', 'en', 2026)).toBe('Sat, 22 Nov 2025');
    expect(formatExact('2026-11-22T16:30:00Z', 'zh', zone)).toBe('2026年11月23日周一 00:30');
  });
  it('name a month with its year', () => {
    expect(formatMonth('2026-09', 'zh')).toBe('2026年9月');
    expect(formatMonth('2026-09', 'en')).toBe('Sept 2026');
    expect(formatMonth('?', 'en')).toBe('?');
  });
  it('keep every cent', () => {
    expect(formatAmount(128000, 'CNY', 'zh')).toBe('¥1,280.00');
    expect(formatAmount(5, 'CNY', 'en')).toBe('¥0.05');
    expect(formatAmount(-9007199254740993n, 'CNY', 'zh')).toBe('-¥90,071,992,547,409.93');
  });
});
