import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import { workingTimeOf } from '../working-time-of.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const readWorkingTime = handle<WorktimeTables>()(operations.readWorkingTime, async ({ db }, { personId }) => {
  const calendar = await workingTimeOf(db, personId);
  if (calendar === undefined) throw refuse(notFound);
  return { known: true as const, calendar };
});
