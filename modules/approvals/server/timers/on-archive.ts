import { onTimer } from '#kernel/server/define-module.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archiveRequest } from '../archive/archive-request.ts';
import { archiveTimer } from './archive-timer.ts';

/** A finished request goes into the archive; a try that fails is made again, and then every night. */
export const onArchive = onTimer<ApprovalsTables>()(archiveTimer, (context, { requestId }) =>
  archiveRequest(context, requestId),
);
