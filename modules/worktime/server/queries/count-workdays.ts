import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/reckonings.ts';
import { type HalfDay, halfDaysExemption, workdaysBetween } from '../../domain/half-days.ts';
import { workingTimeOf } from '../working-time-of.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

const halfDay = ({ date, half }: contract.HalfDayShape): HalfDay => ({ date: Temporal.PlainDate.from(date), half });

export const countWorkdays = handle<WorktimeTables>()(
  contract.countWorkdays,
  async ({ db }, { personId, from, to }) => {
    const calendar = await workingTimeOf(db, personId);
    if (!calendar) return { days: null, begins: null, ends: null, unknownYears: [] };
    const days = workdaysBetween(calendar, halfDay(from), halfDay(to));
    const stretch = halfDaysExemption(calendar, halfDay(from), halfDay(to));
    return {
      days: days.value,
      begins: stretch.value.from.toString(),
      ends: stretch.value.to.toString(),
      unknownYears: [...days.unknownYears],
    };
  },
);
