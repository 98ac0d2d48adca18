import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';

/** Stands alone: every page counts, from the first on. */
export const countUnread = query({
  name: 'bulletins.countUnread',
  summary: { zh: '未读公告数', en: 'Count the bulletins in force that I haven’t read' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ unread: z.int() }),
});
