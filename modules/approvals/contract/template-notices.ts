import { z } from 'zod';
import { words } from '#kernel/contract/shapes.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

const facts = z.object({ title: words, reporter: z.string() });

export const formProblemNotice = noticeKind({
  code: 'approvals.formProblem',
  name: { zh: '表单有问题', en: 'Something is wrong with a form' },
  title: {
    zh: '{reporter} 说“{title}”的表单有问题',
    en: '{reporter} says that something is wrong with the form {title}',
  },
  facts,
  spell: ({ title, ...more }, language) => ({ ...more, title: title[language] }),
});

export const formProblemAnsweredNotice = noticeKind({
  code: 'approvals.formProblemAnswered',
  name: { zh: '表单问题有答复', en: 'A problem with a form was answered' },
  title: { zh: '你提的“{title}”表单问题有答复了', en: 'What you said about the form {title} was answered' },
  facts,
  spell: ({ title, ...more }, language) => ({ ...more, title: title[language] }),
});
