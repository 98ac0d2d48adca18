import { useRead } from '#kernel/web/calls/use-read.ts';
import { countUnread } from '../contract/count-unread.ts';

/** How many bulletins in force the viewer hasn't opened. */
export const useUnreadCount = (): number => useRead(countUnread, {}).data?.unread ?? 0;
