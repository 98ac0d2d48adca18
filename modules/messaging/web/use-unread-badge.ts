import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewerState } from '#kernel/web/identity/viewer.ts';
import { unreadTotal } from '../contract/unread-total.ts';

/** Unread messages for the rail and the tab; muted conversations don't count. */
export function useUnreadBadge(): number {
  const signedIn = useViewerState().state === 'signedIn';
  return useRead(unreadTotal, {}, { when: signedIn }).data?.total ?? 0;
}
