import { serverModule } from '#kernel/server/define-module.ts';
import { leaveContract } from '../contract/leave-contract.ts';
import { changeLeaveHandler } from './commands/change-leave.ts';
import { requestLeaveHandler } from './commands/request-leave.ts';
import { resubmittedByLeaveForm, submittedByLeaveForm } from './guards/only-by-leave-form.ts';
import { onRequestEnded } from './on/request-ended.ts';
import { listKindsHandler } from './queries/list-kinds.ts';
import { readLastLeaveHandler } from './queries/read-last-leave.ts';
import { readMyLeaveHandler } from './queries/read-my-leave.ts';
import { reckonLeaveHandler } from './queries/reckon-leave.ts';

/** The server face of leave. */
export const leaveServer = serverModule({
  contract: leaveContract,
  handlers: [
    listKindsHandler,
    reckonLeaveHandler,
    readLastLeaveHandler,
    requestLeaveHandler,
    changeLeaveHandler,
    readMyLeaveHandler,
  ],
  guards: [submittedByLeaveForm, resubmittedByLeaveForm],
  subscribers: [onRequestEnded],
  migrations: new URL('./migrations/', import.meta.url),
});
