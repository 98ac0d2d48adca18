import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const notLeading = failure({
  code: 'bots.notLeading',
  status: 403,
  words: {
    zh: '只有群主和副负责人可以管理群里的机器人',
    en: 'Only the owner and the deputies look after the bots of a group',
  },
});
export const tooManyBots = failure({
  code: 'bots.tooManyBots',
  status: 409,
  words: { zh: '一个群最多 {most} 个机器人', en: 'A group has {most} bots at most' },
  facts: z.object({ most: z.int() }),
});
/** Also for an address that was replaced or switched off: whoever guesses learns nothing. */
export const addressUnknown = failure({
  code: 'bots.addressUnknown',
  status: 404,
  words: {
    zh: '没有这个地址，或者它已更换、停用',
    en: 'There is no such address, or it was replaced or switched off',
  },
});
export const placeRefused = failure({
  code: 'bots.placeRefused',
  status: 403,
  words: {
    zh: '来源 {address} 不在允许的 IP 范围内',
    en: 'It doesn’t come from an IP address that is allowed: {address}',
  },
  facts: z.object({ address: z.string() }),
});
export const signatureWrong = failure({
  code: 'bots.signatureWrong',
  status: 401,
  words: {
    zh: '签名不对，或时间戳与服务器相差超过 {minutes} 分钟',
    en: 'The signature is wrong, or its time is more than {minutes} minutes away from ours',
  },
  facts: z.object({ minutes: z.int() }),
});
export const bodyUnfit = failure({
  code: 'bots.bodyUnfit',
  status: 422,
  words: { zh: '消息格式不符合要求：{where}', en: 'The message isn’t in a form that is known: {where}' },
  facts: z.object({ where: z.string() }),
});
export const kindUnknown = failure({
  code: 'bots.kindUnknown',
  status: 422,
  words: { zh: '不支持这种消息：{kind}', en: 'Messages of this kind aren’t taken: {kind}' },
  facts: z.object({ kind: z.string() }),
});
export const notAPicture = failure({
  code: 'bots.notAPicture',
  status: 422,
  words: { zh: '图片须为 2 MB 以内的 JPG 或 PNG', en: 'A picture is a JPEG or PNG of 2 MB at most' },
});
export const badRange = failure({
  code: 'bots.badRange',
  status: 422,
  words: { zh: '“{range}”不是 IP 地址或网段', en: '“{range}” is neither an IP address nor a network' },
  facts: z.object({ range: z.string() }),
});
export const keyWrong = failure({
  code: 'bots.keyWrong',
  status: 401,
  words: { zh: '应用密钥不对，或应用已停用', en: 'The key is wrong, or the application is switched off' },
});
export const nobodyToTell = failure({
  code: 'bots.nobodyToTell',
  status: 422,
  words: {
    zh: '没有可以接收的人或群：人须在可见范围内，群须先允许这个应用',
    en: 'There is nobody to get it. People must be within the visible range, and groups have to admit the application first',
  },
});
export const noAddress = failure({
  code: 'bots.noAddress',
  status: 422,
  words: {
    zh: '有按钮的卡片和接收消息，都须先登记回调地址',
    en: 'For cards with buttons, and for taking messages, the application needs an address that is told',
  },
});
export const pressedAlready = failure({
  code: 'bots.pressedAlready',
  status: 409,
  words: { zh: '{name} 已经点过“{label}”', en: '{name} has pressed “{label}” already' },
  facts: z.object({ name: z.string(), label: z.string() }),
});
export const secondPerson = failure({
  code: 'bots.secondPerson',
  status: 403,
  words: { zh: '须由提出人以外的另一人确认', en: 'Somebody else than who proposed it has to confirm it' },
});
export const tooManyToTell = failure({
  code: 'bots.tooManyToTell',
  status: 422,
  words: { zh: '共 {count} 人，一次最多发给 {most} 人', en: '{count} people; one message goes to at most {most}' },
  facts: z.object({ count: z.int(), most: z.int() }),
});
export const visibleUnfit = failure({
  code: 'bots.visibleUnfit',
  status: 422,
  words: {
    zh: '可见范围须选择部门或人员，或对全公司开放',
    en: 'The visible range needs departments or people, or is the whole company',
  },
});
