import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** To the head who supervises a platform administrator. */
export const digestNotice = noticeKind({
  code: 'admin.digest',
  name: { zh: '管理员操作摘要', en: 'Digests of administrators' },
  title: { zh: '{name} 的操作摘要：{actions} 次管理操作', en: 'What {name} did: {actions} administrative actions' },
  body: { zh: '请查看并记录已阅。', en: 'Please look, and record that you have seen it.' },
  facts: z.object({ name: z.string(), actions: z.string() }),
});
