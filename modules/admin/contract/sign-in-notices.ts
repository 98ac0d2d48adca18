import { z } from 'zod';
import { unusualReason } from '#modules/access/contract/shapes.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

const reasonWords = {
  newDevice: { zh: '新的浏览器', en: 'a new browser' },
  newNetwork: { zh: '新的网络', en: 'a new network' },
  elsewhere: { zh: '短时间内在两地', en: 'two places within minutes' },
  manyFailures: { zh: '之前多次输错', en: 'many wrong tries before it' },
  untrusted: { zh: '非可信网络', en: 'a network that isn’t trusted' },
} as const satisfies Record<z.infer<typeof unusualReason>, { zh: string; en: string }>;

/** To who signed in: from where or when they don't use to. */
export const unusualSignInNotice = noticeKind({
  code: 'admin.unusualSignIn',
  name: { zh: '异常登录', en: 'Unusual sign-ins' },
  title: { zh: '你的帐号有一次异常登录：{reasons}', en: 'An unusual sign-in to your account: {reasons}' },
  body: {
    zh: '如果不是你，请点开并选“这不是我”：其他登录会立即结束，密码停用。',
    en: 'If it wasn’t you, open this and say so: all other sessions end at once, and the password is stopped.',
  },
  facts: z.object({ reasons: z.array(unusualReason) }),
  spell: ({ reasons }, language) => ({
    reasons: reasons.map((reason) => reasonWords[reason][language]).join(language === 'zh' ? '、' : ', '),
  }),
});

/** To those who watch over sign-ins: its owner says that it was somebody else. */
export const signInDeniedNotice = noticeKind({
  code: 'admin.signInDenied',
  name: { zh: '冒用帐号', en: 'Accounts used by others' },
  title: { zh: '{name} 说有人冒用其帐号登录', en: '{name} says that somebody else signed in to their account' },
  body: {
    zh: '其他登录已结束，密码已停用，直到本人设置新密码。',
    en: 'Their other sessions have ended and the password is stopped until they set a new one.',
  },
  facts: z.object({ name: z.string() }),
});
