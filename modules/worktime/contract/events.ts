import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { day, id } from '#kernel/contract/shapes.ts';

/**
 * Somebody changed when people work. `employerId` null: the company's calendar, which every employer without parts of
 * its own follows. Who holds deadlines reckons those that are still open again.
 */
export const calendarChanged = event({
  name: 'worktime.calendarChanged',
  summary: { zh: '工作日历已更改', en: 'A work calendar was changed' },
  facts: z.object({
    employerId: id().nullable(),
    what: z.discriminatedUnion('part', [
      z.object({ part: z.literal('workingHours') }),
      z.object({ part: z.literal('day'), date: day() }),
      z.object({ part: z.literal('year'), year: z.int() }),
    ]),
  }),
  topics: () => ['company'],
});
