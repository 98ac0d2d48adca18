import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewerState } from '#kernel/web/identity/viewer.ts';
import { countUnread } from '../contract/operations.ts';

/** How many notifications the viewer hasn't read; 0 while that isn't known. */
export function useUnreadCount(): number {
  const signedIn = useViewerState().state === 'signedIn';
  return useRead(countUnread, {}, { when: signedIn }).data?.count ?? 0;
}
