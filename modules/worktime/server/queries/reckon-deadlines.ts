import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/reckonings.ts';
import type { WorkCalendar } from '../../contract/work-calendar.ts';
import { addWorkingTime } from '../../domain/add-working-time.ts';
import { exemptionsOf } from '../exemptions-of.ts';
import { workingTimeOf } from '../working-time-of.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const reckonDeadlines = handle<WorktimeTables>()(contract.reckonDeadlines, async ({ db }, { questions }) => {
  const calendars = new Map<string, WorkCalendar | undefined>();
  for (const personId of new Set(questions.map((question) => question.personId))) {
    calendars.set(personId, await workingTimeOf(db, personId));
  }
  return {
    answers: questions.map(({ key, personId, from, amount, exemptions }) => {
      const calendar = calendars.get(personId);
      if (!calendar) return { key, at: null, unknownYears: [] };
      const { value, unknownYears } = addWorkingTime(
        calendar,
        Temporal.Instant.from(from),
        amount,
        exemptionsOf(exemptions),
      );
      return { key, at: value?.toString() ?? null, unknownYears: [...unknownYears] };
    }),
  };
});
