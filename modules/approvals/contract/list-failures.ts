import { failure } from '#kernel/contract/failure.ts';

export const draftChanged = failure({
  code: 'approvals.draftChanged',
  status: 409,
  words: {
    zh: '草稿已在别处修改，这里输入的内容还在',
    en: 'The draft was changed elsewhere; what you typed here is still here',
  },
});
export const tooManyDrafts = failure({
  code: 'approvals.tooManyDrafts',
  status: 409,
  words: { zh: '草稿已有 200 份，请先删除不用的', en: 'There are 200 drafts already; please remove some first' },
});
export const notYourRequest = failure({
  code: 'approvals.notYourRequest',
  status: 403,
  words: { zh: '只能复制自己的申请', en: 'Only own requests can be copied' },
});
