import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/reckonings.ts';
import type { WorkCalendar } from '../../contract/work-calendar.ts';
import { workingMinutesBetween } from '../../domain/working-minutes-between.ts';
import { exemptionsOf } from '../exemptions-of.ts';
import { workingTimeOf } from '../working-time-of.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const countWorkingMinutesOf = handle<WorktimeTables>()(
  contract.countWorkingMinutesOf,
  async ({ db }, { questions }) => {
    const calendars = new Map<string, WorkCalendar | undefined>();
    for (const personId of new Set(questions.map((question) => question.personId)))
      calendars.set(personId, await workingTimeOf(db, personId));
    const none = exemptionsOf([]);
    return {
      answers: questions.map(({ personId, from, to }) => {
        const calendar = calendars.get(personId);
        if (!calendar) return { minutes: null, unknownYears: [] };
        const { value, unknownYears } = workingMinutesBetween(
          calendar,
          Temporal.Instant.from(from),
          Temporal.Instant.from(to),
          none,
        );
        return { minutes: value, unknownYears: [...unknownYears] };
      }),
    };
  },
);
