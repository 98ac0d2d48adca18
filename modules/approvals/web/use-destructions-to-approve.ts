import type { OutputOf } from '#kernel/contract/operation.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { listDestructionsToApprove } from '../contract/destructions-to-approve.ts';
import { approveDestructions } from '../contract/permissions.ts';

/** Lists of destruction that wait for the viewer's approval; asked for only where he approves any. */
export function useDestructionsToApprove(): OutputOf<typeof listDestructionsToApprove>['rows'] {
  const approves = mayUse(useViewerState(), approveDestructions);
  return useRead(listDestructionsToApprove, {}, { when: approves }).data?.rows ?? [];
}
