import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { page, pageInput } from '#kernel/contract/shapes.ts';
import { conversationRow } from './shapes.ts';

export const findConversations = query({
  name: 'messaging.findConversations',
  summary: {
    zh: '按群名或对方姓名查找自己的会话，也可以用拼音和首字母',
    en: 'Finds one’s conversations by the name of the group or of the other one, also by pinyin and initials',
  },
  access: 'signedIn',
  /** Every word of `text` occurs in the name, in its pinyin or in its initials. In the order of the list. */
  input: z.object({ text: z.string().trim().min(1).max(64), ...pageInput }),
  output: page(conversationRow),
});
