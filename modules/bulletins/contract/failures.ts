import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { classification } from '#modules/messaging/contract/labels/label.ts';

export const takenDownAlready = failure({
  code: 'bulletins.takenDownAlready',
  status: 409,
  words: { zh: '公告已经撤下', en: 'The bulletin has been taken down already' },
});
export const nothingToPublish = failure({
  code: 'bulletins.nothingToPublish',
  status: 422,
  words: {
    zh: '表单里没有可以发布的类别、标题和正文，请联系流程管理员',
    en: 'The form holds no kind, title and text that could be published; please tell who keeps this process',
  },
});
/** Of the publisher and of whoever is asked to decide. */
export const notCleared = failure({
  code: 'bulletins.notCleared',
  status: 403,
  words: {
    zh: '不能以这个密级发布，以下人员不在知悉范围内：{names}',
    en: 'It can’t be published with this classification: these people aren’t cleared for it: {names}',
  },
  facts: z.object({ classification, names: z.string() }),
});
