import { failure } from '#kernel/contract/failure.ts';

export const archiveNotGranted = failure({
  code: 'approvals.archiveNotGranted',
  status: 403,
  words: {
    zh: '没有这类档案的查询权限，或已到期；请先申请',
    en: 'You have no permission to query this archive, or it has run out; please ask for it',
  },
});
export const notSearchable = failure({
  code: 'approvals.notSearchable',
  status: 400,
  words: { zh: '不能按这个字段查询或合计', en: 'This field can’t be searched or summed' },
});
export const archiveDaysWrong = failure({
  code: 'approvals.archiveDaysWrong',
  status: 400,
  words: { zh: '有效期须从今天起、不超过一年', en: 'It must end between today and a year from now' },
});
export const noSuchArchive = failure({
  code: 'approvals.noSuchArchive',
  status: 404,
  words: { zh: '没有这种审批档案', en: 'There is no such archive' },
});
export const onlyByAsking = failure({
  code: 'approvals.onlyByAsking',
  status: 409,
  words: {
    zh: '请在“档案查询”中申请；要改内容请撤回后重新申请',
    en: 'Ask for it at “Archive search”; to change it, withdraw it and ask again',
  },
});
