import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { position } from './shapes.ts';

/** Stands alone: every page counts, from the first on. */
export const unreadTotal = query({
  name: 'messaging.unreadTotal',
  summary: {
    zh: '未读消息总数（不含免打扰）',
    en: 'How many messages are unread, over the 1,000 conversations last active among the unread; muted ones don’t count',
  },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    total: z.int(),
    personId: id(),
    unread: z.array(z.object({ conversationId: id(), lastSeq: position(), readSeq: position(), muted: z.boolean() })),
    mutedIds: z.array(id()),
  }),
});
