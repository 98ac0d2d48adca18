import { useRead } from '#kernel/web/use-read.ts';
import { useViewerState } from '#kernel/web/viewer.ts';
import { unreadTotal } from '../contract/conversations.ts';
import { useOutbox } from './outbox.ts';

/** Unread messages for the rail and the tab. Where it stands, waiting messages are sent too. */
export function useUnreadBadge(): number {
  const viewer = useViewerState();
  const signedIn = viewer.state === 'signedIn';
  useOutbox(signedIn ? viewer.viewer.personId : undefined);
  return useRead(unreadTotal, {}, { when: signedIn }).data?.total ?? 0;
}
