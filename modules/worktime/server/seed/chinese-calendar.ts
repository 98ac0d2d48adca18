import { z } from 'zod';
import type { CalendarDay } from '../../contract/work-calendar.ts';
import { calendarDateShape, calendarDayShape } from '../../contract/work-calendar.ts';
import cn2025 from './cn-2025.json' with { type: 'json' };
import cn2026 from './cn-2026.json' with { type: 'json' };

const shape = z.strictObject({
  year: z.int(),
  source: z.string(),
  days: z.record(calendarDateShape, calendarDayShape),
});

/**
 * The holidays and make-up workdays that the State Council set, by year: what a calendar begins with. Years that aren't
 * here haven't been announced yet, or not been taken in (`make-chinese-calendar.ts`).
 */
export const chineseCalendar: ReadonlyMap<number, { source: string; days: Readonly<Record<string, CalendarDay>> }> =
  new Map([cn2025, cn2026].map((data) => shape.parse(data)).map(({ year, source, days }) => [year, { source, days }]));
