import { failure } from '#kernel/contract/failure.ts';

export const complaintMovedOn = failure({
  code: 'privacy.complaintMovedOn',
  status: 409,
  words: {
    zh: '这件投诉已经到了下一步，请重新查看',
    en: 'This complaint has moved on meanwhile; please look at it again',
  },
});
export const aboutOneself = failure({
  code: 'privacy.aboutOneself',
  status: 422,
  words: { zh: '不能投诉自己', en: 'A complaint can’t be about oneself' },
});
export const holdOver = failure({
  code: 'privacy.holdOver',
  status: 409,
  words: { zh: '这项冻结已经解除', en: 'This hold has been ended already' },
});
