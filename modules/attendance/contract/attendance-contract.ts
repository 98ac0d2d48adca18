import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { attendanceKinds } from './kinds.ts';
import * as operations from './operations.ts';

/** All that can be said of attendance 考勤. */
export const attendanceContract = moduleContract({
  name: 'attendance',
  title: { zh: '考勤', en: 'Attendance' },
  operations: Object.values(operations),
  events: Object.values(events),
  failures: Object.values(failures),
  extensions: attendanceKinds.map((kind) => extend(processKinds, kind)),
});
