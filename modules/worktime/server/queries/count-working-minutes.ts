import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/reckonings.ts';
import { workingMinutesBetween } from '../../domain/working-minutes-between.ts';
import { exemptionsOf } from '../exemptions-of.ts';
import { workingTimeOf } from '../working-time-of.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const countWorkingMinutes = handle<WorktimeTables>()(
  contract.countWorkingMinutes,
  async ({ db }, { personId, from, to, exemptions }) => {
    const calendar = await workingTimeOf(db, personId);
    if (!calendar) return { minutes: null, unknownYears: [] };
    const { value, unknownYears } = workingMinutesBetween(
      calendar,
      Temporal.Instant.from(from),
      Temporal.Instant.from(to),
      exemptionsOf(exemptions),
    );
    return { minutes: value, unknownYears: [...unknownYears] };
  },
);
