import { serverModule } from '#kernel/server/define-module.ts';
import { approvalsContract } from '../contract/approvals-contract.ts';
import { actHandler } from './commands/act.ts';
import { addApproverHandler } from './commands/add-approver.ts';
import { commentHandler } from './commands/comment.ts';
import { confirmUrgeHandler } from './commands/confirm-urge.ts';
import { copyRequestHandler } from './commands/copy-request.ts';
import { disputeUrgeHandler } from './commands/dispute-urge.ts';
import { reassignHandler } from './commands/reassign.ts';
import { removeApproverHandler } from './commands/remove-approver.ts';
import { resubmitRequestHandler } from './commands/resubmit-request.ts';
import { resumeRequestHandler } from './commands/resume-request.ts';
import { returnRequestHandler } from './commands/return-request.ts';
import { submitRequestHandler } from './commands/submit-request.ts';
import { suspendRequestHandler } from './commands/suspend-request.ts';
import { takeBackHandler } from './commands/take-back.ts';
import { terminateRequestHandler } from './commands/terminate-request.ts';
import { transferHandler } from './commands/transfer.ts';
import { urgeHandler } from './commands/urge.ts';
import { withdrawRequestHandler } from './commands/withdraw-request.ts';
import { onCalendarChanged } from './on/calendar-changed.ts';
import { onCommented } from './on/commented.ts';
import { onCopied } from './on/copied.ts';
import { onNoticeDelivered } from './on/notice-delivered.ts';
import { onPersonLeft } from './on/person-left.ts';
import { onReminded } from './on/reminded.ts';
import { onRequestEnded } from './on/request-ended.ts';
import { onTaskOpened } from './on/task-opened.ts';
import { onUrged } from './on/urged.ts';
import { countToDoHandler } from './queries/count-to-do.ts';
import { listCopiedHandler } from './queries/list-copied.ts';
import { listDoneHandler } from './queries/list-done.ts';
import { listKindsHandler } from './queries/list-kinds.ts';
import { listMineHandler } from './queries/list-mine.ts';
import { listToDoHandler } from './queries/list-to-do.ts';
import { previewRequestHandler } from './queries/preview-request.ts';
import { readRequestHandler } from './queries/read-request.ts';
import { onLimit } from './timers/limit.ts';

/** The server face of approvals. */
export const approvalsServer = serverModule({
  contract: approvalsContract,
  handlers: [
    actHandler,
    addApproverHandler,
    commentHandler,
    confirmUrgeHandler,
    copyRequestHandler,
    disputeUrgeHandler,
    reassignHandler,
    removeApproverHandler,
    resubmitRequestHandler,
    resumeRequestHandler,
    returnRequestHandler,
    submitRequestHandler,
    suspendRequestHandler,
    takeBackHandler,
    terminateRequestHandler,
    transferHandler,
    urgeHandler,
    withdrawRequestHandler,
    countToDoHandler,
    listCopiedHandler,
    listDoneHandler,
    listKindsHandler,
    listMineHandler,
    listToDoHandler,
    previewRequestHandler,
    readRequestHandler,
  ],
  subscribers: [
    onPersonLeft,
    onCalendarChanged,
    onNoticeDelivered,
    onTaskOpened,
    onUrged,
    onReminded,
    onCopied,
    onCommented,
    onRequestEnded,
  ],
  timers: [onLimit],
  migrations: new URL('./migrations/', import.meta.url),
});
