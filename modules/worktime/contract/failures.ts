import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const badWorkingHours = failure({
  code: 'worktime.badWorkingHours',
  status: 422,
  words: {
    zh: '工作时间有误：时段必须先后有序、互不重叠，半天班必须有时段',
    en: 'These working hours cannot be: stretches must follow one another without overlap, and a half day needs one',
  },
  facts: z.object({
    faults: z.array(
      z.object({
        weekday: z.int().nullable(),
        fault: z.enum(['backwards', 'overlap', 'beginsNextDay', 'emptyHalfDay']),
      }),
    ),
  }),
});

export const noDataForYear = failure({
  code: 'worktime.noDataForYear',
  status: 422,
  words: {
    zh: '系统还没有 {year} 年的法定节假日安排，请按国务院公布的通知逐日填写，再确认该年已填全',
    en: 'The official holidays of {year} are not known to the program yet: enter them day by day from the announcement, then confirm that the year is complete',
  },
  facts: z.object({ year: z.int() }),
});
