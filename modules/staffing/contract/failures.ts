import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const accountInUse = failure({
  code: 'staffing.accountInUse',
  status: 409,
  words: { zh: '账号“{account}”已有人使用或正在申请', en: 'The account “{account}” is taken or asked for already' },
  facts: z.object({ account: z.string() }),
});
export const accountMalformed = failure({
  code: 'staffing.accountMalformed',
  status: 422,
  words: {
    zh: '账号以字母或数字开头，只能有字母、数字和 _ . @ -',
    en: 'An account begins with a letter or digit and has only letters, digits and _ . @ -',
  },
});
export const followUpNotOpen = failure({
  code: 'staffing.followUpNotOpen',
  status: 409,
  words: { zh: '这一项已经办结', en: 'This is done already' },
});
