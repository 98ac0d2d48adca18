import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const applicationChangedMeanwhile = failure({
  code: 'integrations.applicationChangedMeanwhile',
  status: 409,
  words: {
    zh: '这个应用刚刚改过，或已有一项变更在等另一人同意',
    en: 'This application has just changed, or a change of it waits for a second person already',
  },
});
export const applicationOff = failure({
  code: 'integrations.applicationOff',
  status: 409,
  words: { zh: '这个应用还没有生效，或已停用', en: 'This application isn’t in force, or is stopped' },
});
export const notForApplications = failure({
  code: 'integrations.notForApplications',
  status: 422,
  words: {
    zh: '“{name}”不能这样给予应用',
    en: '“{name}” can’t be given to an application like this',
  },
  facts: z.object({ name: z.string() }),
});
export const badNetwork = failure({
  code: 'integrations.badNetwork',
  status: 422,
  words: { zh: '“{network}”不是 IP 地址或网段', en: '“{network}” is neither an IP address nor a network' },
  facts: z.object({ network: z.string() }),
});
export const tooManyKeys = failure({
  code: 'integrations.tooManyKeys',
  status: 409,
  words: { zh: '一个应用最多同时有 {most} 个密钥', en: 'An application has {most} keys at a time at most' },
  facts: z.object({ most: z.int() }),
});
export const noAddress = failure({
  code: 'integrations.noAddress',
  status: 409,
  words: { zh: '这个应用没有登记通知地址', en: 'This application has no address that is told' },
});
/** Numbers may have been given out twice since (a restore), or the cursor lies ahead of the log. */
export const cursorUnknown = failure({
  code: 'integrations.cursorUnknown',
  status: 410,
  words: {
    zh: '游标不再有效：请重新读取全部数据，从编号 {number}（{epoch}）继续',
    en: 'The cursor counts no more: read everything again, and go on from {number} of {epoch}',
  },
  facts: z.object({ number: z.int(), epoch: z.string() }),
});
/** What SCIM calls it stands in `scimType` (RFC 7644, 3.12). */
export const scimRefused = failure({
  code: 'integrations.scimRefused',
  status: 400,
  words: { zh: 'SCIM 请求有误（{scimType}）：{detail}', en: 'The SCIM request isn’t right ({scimType}): {detail}' },
  facts: z.object({
    scimType: z.enum(['invalidFilter', 'invalidSyntax', 'invalidPath', 'noTarget', 'invalidValue', 'mutability']),
    detail: z.string(),
  }),
});
export const scimVersion = failure({
  code: 'integrations.scimVersion',
  status: 409,
  words: { zh: '这份资料已改动，现为 {version}', en: 'The resource has changed; it is at {version} now' },
  facts: z.object({ version: z.string() }),
});
export const scimExternalIdTaken = failure({
  code: 'integrations.scimExternalIdTaken',
  status: 409,
  words: { zh: 'externalId“{externalId}”已用于另一人', en: 'externalId “{externalId}” is somebody else’s' },
  facts: z.object({ externalId: z.string() }),
});
export const tooManyLeavers = failure({
  code: 'integrations.tooManyLeavers',
  status: 403,
  words: {
    zh: '程序一天最多停用 {most} 人；确需更多，请管理员调高设置或由人办理',
    en: 'A program deactivates {most} people a day at most; for more, have the setting raised or do it by hand',
  },
  facts: z.object({ most: z.int() }),
});
