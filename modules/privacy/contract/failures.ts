import { z } from 'zod';
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
export const stillHere = failure({
  code: 'privacy.stillHere',
  status: 422,
  words: {
    zh: '这个人还在职，可以登录后查看“我的信息”',
    en: 'This person still works here, and sees “My data” after signing in',
  },
});
/** One answer for forged, used, expired and void links: nobody learns which it was. */
export const leaverLinkNotValid = failure({
  code: 'privacy.leaverLinkNotValid',
  status: 422,
  words: {
    zh: '链接无效、已用过或已过期。请联系原公司人事重新发送',
    en: 'This link isn’t valid, was used, or has expired. Please ask the company’s HR for a new one',
  },
});
export const leaverLinkOfAnother = failure({
  code: 'privacy.leaverLinkOfAnother',
  status: 422,
  words: {
    zh: '链接不是这个帐号的。再错 {left} 次链接作废',
    en: 'This link isn’t for that account. After {left} more tries it is void',
  },
  facts: z.object({ left: z.int() }),
});
export const leaverLinkOver = failure({
  code: 'privacy.leaverLinkOver',
  status: 410,
  words: {
    zh: '查看时间已结束。需要再看，请联系原公司人事',
    en: 'The time to look is over. Please ask the company’s HR if you need it again',
  },
});
