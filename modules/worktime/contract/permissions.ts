import { permission } from '#kernel/contract/permission.ts';

/** With the reach `employer`: the calendar of one's own employer; with `company`: those of all, and the company's. */
export const manageCalendar = permission({
  name: 'worktime.manageCalendar',
  sentence: {
    zh: '设置工作时间、节假日和调休上班日',
    en: 'Set working hours, holidays and make-up workdays',
  },
  reaches: ['employer', 'company'],
  roles: { hr: 'employer', administrator: 'company' },
});
