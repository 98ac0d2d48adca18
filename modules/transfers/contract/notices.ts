import { z } from 'zod';
import { day } from '#kernel/contract/shapes.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** Says when, never what. */
export const receivedNotice = noticeKind({
  code: 'transfers.received',
  name: { zh: '收到涉密资料', en: 'Classified material for you' },
  title: {
    zh: '{sender} 传递了一份资料给您，可查看时间：{from} 至 {to}',
    en: '{sender} has passed material to you, to be read from {from} to {to}',
  },
  facts: z.object({ sender: z.string(), from: day(), to: day() }),
});
