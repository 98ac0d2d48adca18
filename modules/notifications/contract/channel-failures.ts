import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

/** What is refused about channels, choices and devices. */
export const channelFailures = {
  channelChanged: failure({
    code: 'notifications.channelChanged',
    status: 409,
    words: {
      zh: '这个渠道已被别人改过，请看最新内容后再改',
      en: 'Somebody else changed this channel; look at it again',
    },
  }),
  channelOff: failure({
    code: 'notifications.channelOff',
    status: 409,
    words: { zh: '这个渠道没有启用', en: 'This channel isn’t switched on' },
  }),
  secretMissing: failure({
    code: 'notifications.secretMissing',
    status: 422,
    words: { zh: '请填写密钥后再启用', en: 'Enter the secret before switching it on' },
  }),
  addressMissing: failure({
    code: 'notifications.addressMissing',
    status: 422,
    words: {
      zh: '消息里要有打开本平台的链接：请先用 GUIJU_URL 配置员工访问的网址',
      en: 'Messages need a link that opens this platform: set the address that people open by GUIJU_URL first',
    },
  }),
  nothingProposed: failure({
    code: 'notifications.nothingProposed',
    status: 409,
    words: { zh: '没有待确认的内网地址', en: 'No private addresses wait to be confirmed' },
  }),
  secondPerson: failure({
    code: 'notifications.secondPerson',
    status: 403,
    words: {
      zh: '内网地址须由提出人以外的另一位管理员确认',
      en: 'Private addresses are confirmed by somebody else than who proposed them',
    },
  }),
  badAddress: failure({
    code: 'notifications.badAddress',
    status: 422,
    words: { zh: '{address} 不是 IP 地址或网段', en: '{address} is not an IP address or network' },
    facts: z.object({ address: z.string() }),
  }),
  mandatory: failure({
    code: 'notifications.mandatory',
    status: 403,
    words: {
      zh: '公司规定这类提醒必须通过这个渠道发送',
      en: 'The company sends this kind on this channel to everybody',
    },
  }),
  notWaiting: failure({
    code: 'notifications.notWaiting',
    status: 409,
    words: { zh: '只有失败的发送可以重试', en: 'Only what failed can be tried again' },
  }),
  receiptGone: failure({
    code: 'notifications.receiptGone',
    status: 410,
    words: { zh: '这条回执对应的发送已有结果', en: 'What this receipt is about has ended' },
  }),
  badDevice: failure({
    code: 'notifications.badDevice',
    status: 422,
    words: { zh: '浏览器给出的推送地址不能使用', en: 'The push address of this browser can’t be used' },
  }),
} as const;
