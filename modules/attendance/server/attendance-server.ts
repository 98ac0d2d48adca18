import { serverModule } from '#kernel/server/define-module.ts';
import { attendanceContract } from '../contract/attendance-contract.ts';
import { resubmittedAttendance } from './guards/resubmitted-attendance.ts';
import { submittedAttendance } from './guards/submitted-attendance.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { listMyRequests } from './queries/list-my-requests.ts';

/** The server face of attendance. */
export const attendanceServer = serverModule({
  contract: attendanceContract,
  handlers: [listMyRequests],
  guards: [submittedAttendance, resubmittedAttendance],
  subscribers: [onRequestEnded],
  migrations: new URL('./migrations/', import.meta.url),
});
