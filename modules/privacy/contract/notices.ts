import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** To who may decide; never what it says or about whom. */
export const complaintCame = noticeKind({
  code: 'privacy.complaintCame',
  name: { zh: '个人信息投诉待处理', en: 'A complaint about personal data waits' },
  title: { zh: '有一件个人信息投诉待处理', en: 'A complaint about personal data waits for an answer' },
  facts: z.object({}),
});

/** To who complained. */
export const complaintAnswered = noticeKind({
  code: 'privacy.complaintAnswered',
  name: { zh: '个人信息投诉有答复', en: 'Your complaint about personal data was answered' },
  title: { zh: '您的个人信息投诉有了答复', en: 'Your complaint about personal data was answered' },
  body: { zh: '{next}', en: '{next}' },
  facts: z.object({ final: z.boolean() }),
  spell: ({ final }, language) => ({
    next: final
      ? { zh: '这是另一人复核后的最终答复。', en: 'Somebody else has looked at it again; this answer is final.' }[
          language
        ]
      : {
          zh: '您可以接受，也可以提出一次异议，由另一人复核。',
          en: 'You can accept it, or object once: then somebody else looks at it again.',
        }[language],
  }),
});

/** To the accused, when all is over. */
export const complaintDecided = noticeKind({
  code: 'privacy.complaintDecided',
  name: { zh: '涉及我方的个人信息投诉已办结', en: 'A complaint about us was decided' },
  title: {
    zh: '一件涉及您或您部门的个人信息投诉已办结，请查看决定',
    en: 'A complaint about you or your unit was decided; please read the decision',
  },
  facts: z.object({}),
});
