import { failure } from '#kernel/contract/failure.ts';

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
