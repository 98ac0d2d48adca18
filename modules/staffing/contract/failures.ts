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
export const noPhone = failure({
  code: 'staffing.noPhone',
  status: 409,
  words: { zh: '请先登记手机', en: 'Enter a phone first' },
});
export const codeTooSoon = failure({
  code: 'staffing.codeTooSoon',
  status: 429,
  words: { zh: '验证码刚刚发送，请 {seconds} 秒后再试', en: 'A code was just sent; try again in {seconds} seconds' },
  facts: z.object({ seconds: z.number() }),
});
export const codeWrong = failure({
  code: 'staffing.codeWrong',
  status: 422,
  words: { zh: '验证码不对，还可以试 {left} 次', en: 'That isn’t the code; {left} tries left' },
  facts: z.object({ left: z.number() }),
});
export const codeOver = failure({
  code: 'staffing.codeOver',
  status: 409,
  words: { zh: '验证码已失效，请重新获取', en: 'The code is void; ask for another' },
});
export const staffTypeMayNot = failure({
  code: 'staffing.staffTypeMayNot',
  status: 422,
  words: {
    zh: '{name}的用工形式不能{what}（见“各用工形式的权限”设置）',
    en: '{name}’s kind of employment may not {what} (see the setting)',
  },
  facts: z.object({ name: z.string(), what: z.string() }),
});
export const certificationOpen = failure({
  code: 'staffing.certificationOpen',
  status: 409,
  words: { zh: '已有一次核对正在进行', en: 'A certification is under way already' },
});
export const certificationClosed = failure({
  code: 'staffing.certificationClosed',
  status: 409,
  words: { zh: '这次核对已经完成', en: 'This certification is closed' },
});
export const certificationIncomplete = failure({
  code: 'staffing.certificationIncomplete',
  status: 409,
  words: {
    zh: '还有 {departments} 个部门未确认、{differences} 处差异未处理',
    en: '{departments} departments are unconfirmed and {differences} differences open',
  },
  facts: z.object({ departments: z.number(), differences: z.number() }),
});
