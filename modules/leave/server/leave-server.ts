import { serverModule } from '#kernel/server/define-module.ts';
import { leaveContract } from '../contract/leave-contract.ts';
import { changeLeave } from './commands/change-leave.ts';
import { requestLeave } from './commands/request-leave.ts';
import { resubmittedByLeaveForm } from './guards/resubmitted-by-leave-form.ts';
import { submittedByLeaveForm } from './guards/submitted-by-leave-form.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { listKinds } from './queries/list-kinds.ts';
import { readLastLeave } from './queries/read-last-leave.ts';
import { readMyLeave } from './queries/read-my-leave.ts';
import { reckonLeave } from './queries/reckon-leave.ts';
import { eraseLeave } from './retention/erase-leave.ts';
import { reviewLeave } from './retention/review-leave.ts';

/** The server face of leave. */
export const leaveServer = serverModule({
  contract: leaveContract,
  handlers: [listKinds, reckonLeave, readLastLeave, requestLeave, changeLeave, readMyLeave, reviewLeave, eraseLeave],
  guards: [submittedByLeaveForm, resubmittedByLeaveForm],
  subscribers: [onRequestEnded],
  migrations: new URL('./migrations/', import.meta.url),
});
