import { z } from 'zod';
import { failure } from './failure.ts';

/** The failures that every operation may answer with; no operation lists them. */
export const invalidInput = failure({
  code: 'kernel.invalidInput',
  status: 400,
  words: { zh: '填写的内容有误：{where} {what}', en: 'Something in the input is not right: {where} {what}' },
  facts: z.object({
    where: z.string(),
    what: z.string(),
    problems: z.array(z.object({ path: z.string(), message: z.string() })),
  }),
});
export const notSignedIn = failure({
  code: 'kernel.notSignedIn',
  status: 401,
  words: { zh: '请先登录', en: 'Please sign in first' },
});
export const keyRefused = failure({
  code: 'kernel.keyRefused',
  status: 401,
  words: {
    zh: '密钥不对、已停用或已过期，或不允许从这个地址使用',
    en: 'The key is wrong, stopped or expired, or may not be used from this address',
  },
});
export const personNeeded = failure({
  code: 'kernel.personNeeded',
  status: 403,
  words: { zh: '这件事须由人来做，程序不能代替', en: 'This takes a person; a program can’t do it' },
});
export const notPermitted = failure({
  code: 'kernel.notPermitted',
  status: 403,
  words: { zh: '你没有这项权限：{permission}', en: 'You do not have this permission: {permission}' },
  facts: z.object({ permission: z.string() }),
});
export const crossSite = failure({
  code: 'kernel.crossSite',
  status: 403,
  words: { zh: '请求来自其他网站，已拒绝', en: 'The request came from another site and was refused' },
});
export const notFound = failure({
  code: 'kernel.notFound',
  status: 404,
  words: { zh: '没有找到，或者你无权查看', en: 'Not found, or not yours to see' },
});
export const unknownOperation = failure({
  code: 'kernel.unknownOperation',
  status: 404,
  words: { zh: '没有这个操作：{name}', en: 'There is no such operation: {name}' },
  facts: z.object({ name: z.string() }),
});
export const commandReused = failure({
  code: 'kernel.commandReused',
  status: 409,
  words: { zh: '同一个命令编号已用于其他内容', en: 'The same command id was already used with another input' },
});
export const changedMeanwhile = failure({
  code: 'kernel.changedMeanwhile',
  status: 409,
  words: {
    zh: '这条内容刚刚被其他人改动，请看过新内容后再试',
    en: 'Somebody changed this a moment ago; look at it again and retry',
  },
});
export const tooLarge = failure({
  code: 'kernel.tooLarge',
  status: 413,
  words: { zh: '内容太大：最多 {most} 字节', en: 'Too large: at most {most} bytes' },
  facts: z.object({ most: z.number() }),
});
export const tooManyUnfinished = failure({
  code: 'kernel.tooManyUnfinished',
  status: 409,
  words: {
    zh: '你有 {most} 个文件还没有传完，请先传完或取消一些',
    en: '{most} of your uploads are unfinished; finish or cancel some first',
  },
  facts: z.object({ most: z.int() }),
});
export const uploadUnfinished = failure({
  code: 'kernel.uploadUnfinished',
  status: 409,
  words: {
    zh: '文件还没有传完：{size} 字节中到了 {held} 字节',
    en: 'The upload isn’t finished: {held} of {size} bytes have arrived',
  },
  facts: z.object({ held: z.number(), size: z.number() }),
});
export const notJson = failure({
  code: 'kernel.notJson',
  status: 415,
  words: { zh: '请求必须是 JSON', en: 'The request must be JSON' },
});
export const tooManyRequests = failure({
  code: 'kernel.tooManyRequests',
  status: 429,
  words: { zh: '操作太频繁，请 {seconds} 秒后再试', en: 'Too many requests; try again in {seconds} seconds' },
  facts: z.object({ seconds: z.number() }),
});
/** The database refuses it wherever it comes from: SQLSTATE GJ033. */
export const dutiesSeparated = failure({
  code: 'kernel.dutiesSeparated',
  status: 409,
  words: {
    zh: '三员分立已启用：同一人不能兼有系统、安全、审计管理员中的两种（也不能经由岗位），未作更改',
    en: 'The three administrators are kept apart: nobody holds two of system, security and audit, by a post neither. Nothing was changed',
  },
});
export const databaseAway = failure({
  code: 'kernel.databaseAway',
  status: 503,
  words: {
    zh: '数据库暂时连不上，你填写的内容没有丢失，请稍后再试',
    en: 'The database is away for a moment; nothing you typed is lost, try again shortly',
  },
});
export const storageFull = failure({
  code: 'kernel.storageFull',
  status: 507,
  words: {
    zh: '服务器磁盘已满，暂时无法保存，请联系管理员',
    en: 'The server disk is full; nothing can be saved until an administrator frees space',
  },
});

export const kernelFailures = [
  invalidInput,
  notSignedIn,
  keyRefused,
  personNeeded,
  notPermitted,
  crossSite,
  notFound,
  unknownOperation,
  commandReused,
  changedMeanwhile,
  tooLarge,
  tooManyUnfinished,
  uploadUnfinished,
  notJson,
  tooManyRequests,
  dutiesSeparated,
  databaseAway,
  storageFull,
] as const;
