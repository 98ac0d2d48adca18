import { onTimer } from '#kernel/server/define-module.ts';
import { outcomesMissing } from '../../domain/outcomes-missing.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archiveRequest } from '../archive/archive-request.ts';
import { loadRequest } from '../load-request.ts';
import { archiveTimer } from './archive-timer.ts';

/**
 * A finished request goes into the archive, once every outcome that has to be recorded (落实意见) has been; a try that fails is
 * made again, and then every night.
 */
export const onArchive = onTimer<ApprovalsTables>()(archiveTimer, async (context, { requestId }) => {
  const { definition, state } = await loadRequest(context, requestId);
  const { duties, whole } = outcomesMissing(definition, state);
  if (duties.length === 0 && !whole) await archiveRequest(context, requestId);
});
