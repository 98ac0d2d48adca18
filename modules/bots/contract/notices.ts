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
/** To who proposed it. */
export const applicationExpired = noticeKind({
  code: 'bots.applicationExpired',
  name: { zh: '第三方应用的登记已过期', en: 'Expired registrations of applications' },
  title: {
    zh: '你登记的第三方应用“{name}”：已过期，无人确认',
    en: 'The application “{name}” that you registered has expired: nobody confirmed it',
  },
  facts: z.object({ name: z.string() }),
});
