import { failure } from '#kernel/contract/failure.ts';

export const setUpLinkNotValid = failure({
  code: 'admin.setUpLinkNotValid',
  status: 422,
  words: {
    zh: '设置链接不对或已过期。重新启动服务器会显示新的链接',
    en: 'The set-up link is wrong or has expired. Starting the server again prints a new one',
  },
});
export const alreadySetUp = failure({
  code: 'admin.alreadySetUp',
  status: 410,
  words: {
    zh: '公司已经设置好了，请直接登录',
    en: 'The company is set up already; please sign in',
  },
});
export const notOverOneself = failure({
  code: 'admin.notOverOneself',
  status: 403,
  words: {
    zh: '监督人不能是本人，也不能由本人指定',
    en: 'Nobody supervises themselves, or chooses who supervises them',
  },
});
