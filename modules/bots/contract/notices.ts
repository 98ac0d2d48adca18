import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** An application sent somebody a card. */
export const cardArrived = noticeKind({
  code: 'bots.cardArrived',
  name: { zh: '应用消息', en: 'Messages of applications' },
  title: { zh: '{from}：{title}', en: '{from}: {title}' },
  facts: z.object({ from: z.string(), title: z.string() }),
  isPrivate: true,
});
