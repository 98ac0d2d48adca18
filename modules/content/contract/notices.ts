import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** Somebody was about to send what bears a mark of a state secret; it was stopped. */
export const stateMarkFound = noticeKind({
  code: 'content.stateMarkFound',
  name: { zh: '发现涉密标志', en: 'A mark of a state secret was found' },
  title: { zh: '已拦截带涉密标志的内容：{name}', en: 'Something with a mark of a state secret was stopped: {name}' },
  body: { zh: '请尽快核实来源并依法处理。', en: 'Please find out where it comes from, and act as the law asks.' },
  facts: z.object({ name: z.string() }),
});
/** To who proposed it. */
export const changeExpired = noticeKind({
  code: 'content.changeExpired',
  name: { zh: '内容规则的修改已过期', en: 'Expired changes of content rules' },
  title: {
    zh: '你提出的内容规则修改“{title}”：已过期，无人确认',
    en: 'The change of the content rule “{titleEn}” that you proposed has expired: nobody confirmed it',
  },
  facts: z.object({ title: z.string(), titleEn: z.string() }),
});
