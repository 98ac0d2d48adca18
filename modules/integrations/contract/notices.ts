import { z } from 'zod';
import { day } from '#kernel/contract/shapes.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** To who manages applications, but for who proposed it. */
export const agreementAsked = noticeKind({
  code: 'integrations.agreementAsked',
  name: { zh: '对接应用待同意', en: 'Applications to agree to' },
  title: {
    zh: '{name} 提出对接应用变更：{application}',
    en: '{name} proposes a change of an application: {application}',
  },
  body: { zh: '经你或另一位管理员同意后才生效。', en: 'It holds when you, or another administrator, agrees.' },
  facts: z.object({ name: z.string(), application: z.string() }),
});
/** To who proposed it, or asked for the key. */
export const agreementAnswered = noticeKind({
  code: 'integrations.agreementAnswered',
  name: { zh: '对接应用的结果', en: 'Results of proposed applications' },
  title: { zh: '你提出的对接应用变更（{application}）：{outcome}', en: 'What you proposed ({application}): {outcome}' },
  facts: z.object({
    application: z.string(),
    outcome: z.enum(['carriedOut', 'refused', 'expired', 'keyAgreed', 'keyRefused', 'keyExpired', 'keyLapsed']),
  }),
  spell: (facts, language) => ({
    application: facts.application,
    outcome: {
      carriedOut: { zh: '已生效', en: 'in force' },
      refused: { zh: '被驳回', en: 'refused' },
      expired: { zh: '已过期', en: 'expired' },
      keyAgreed: { zh: '密钥已同意，请领取', en: 'the key is agreed to; fetch it' },
      keyRefused: { zh: '密钥被驳回', en: 'the key was refused' },
      keyLapsed: { zh: '密钥没有按时领取，已失效', en: 'the key wasn’t fetched in time and has lapsed' },
      keyExpired: { zh: '密钥申请已过期', en: 'the wish for a key has expired' },
    }[facts.outcome][language],
  }),
});
/** To who manages applications, two weeks before: time to replace it. */
export const keyEnding = noticeKind({
  code: 'integrations.keyEnding',
  name: { zh: '密钥将到期', en: 'Keys about to expire' },
  title: {
    zh: '“{application}”的密钥“{label}”{on} 到期',
    en: 'The key “{label}” of “{application}” expires on {on}',
  },
  body: { zh: '请及时更换，旧密钥可再用一段时间。', en: 'Replace it in time; the old one can go on for a while.' },
  facts: z.object({ application: z.string(), label: z.string(), on: day() }),
});
