import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** To who entered it. */
export const packageExpiredNotice = noticeKind({
  code: 'admin.packageExpired',
  name: { zh: '部门权限包已过期', en: 'Expired packages of departments' },
  title: {
    zh: '你录入的部门权限包已过期，没有人同意',
    en: 'The department’s package that you entered has expired: nobody agreed to it',
  },
  facts: z.object({}),
});
/** To who proposed it. */
export const factorResetExpiredNotice = noticeKind({
  code: 'admin.factorResetExpired',
  name: { zh: '重置第二因素已过期', en: 'Expired resets of second factors' },
  title: {
    zh: '你提出的重置第二因素已过期，没有人同意：{name}',
    en: 'The reset of {name}’s second factor that you proposed has expired: nobody agreed to it',
  },
  facts: z.object({ name: z.string() }),
});
