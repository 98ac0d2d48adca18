import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

/** What can go wrong where people sign in from outside. */
export const outsideFailures = {
  providerOff: failure({
    code: 'access.providerOff',
    status: 409,
    words: {
      zh: '这种外部登录方式没有启用，或尚未连接成功',
      en: 'This way to sign in from outside is off, or hasn’t been connected yet',
    },
  }),
  providerChanged: failure({
    code: 'access.providerChanged',
    status: 409,
    words: {
      zh: '这种登录方式刚被别人改过，或已有变更在等待同意。请重新查看',
      en: 'Somebody has changed this provider meanwhile, or a change of it is waiting. Look again',
    },
  }),
  providerSecretMissing: failure({
    code: 'access.providerSecretMissing',
    status: 422,
    words: {
      zh: '请填写密钥。换了地址或应用后，原来的密钥不再沿用',
      en: 'Give the secret. Where it leads elsewhere now, the one before doesn’t come along',
    },
  }),
  providerFilterWrong: failure({
    code: 'access.providerFilterWrong',
    status: 422,
    words: { zh: '人员筛选条件不是有效的 LDAP 筛选式', en: 'The filter for people isn’t a valid LDAP filter' },
  }),
  publicAddressMissing: failure({
    code: 'access.publicAddressMissing',
    status: 409,
    words: {
      zh: '没有设置平台的访问地址（GUIJU_PUBLIC_URL），外部登录无法返回',
      en: 'The address that people use (GUIJU_PUBLIC_URL) isn’t set; a sign-in from outside couldn’t come back',
    },
  }),
  outsideOver: failure({
    code: 'access.outsideOver',
    status: 409,
    words: {
      zh: '这次外部登录已失效，或不是在这个浏览器里开始的。请重新开始',
      en: 'This sign-in from outside is over, or wasn’t begun in this browser. Begin again',
    },
  }),
  outsideFailed: failure({
    code: 'access.outsideFailed',
    status: 422,
    words: {
      zh: '外部登录没有成功：{reason}。请重新开始；再次失败时告诉系统管理员',
      en: 'Signing in from outside failed: {reason}. Begin again; if it fails once more, tell the administrator',
    },
    facts: z.object({ reason: z.string() }),
  }),
  directoryRefused: failure({
    code: 'access.directoryRefused',
    status: 422,
    words: { zh: '公司目录中的帐号或密码不对', en: 'The directory says that the account or the password is wrong' },
  }),
  syncOutdated: failure({
    code: 'access.syncOutdated',
    status: 409,
    words: {
      zh: '比较之后情况有变，或已有更新的比较。请重新比较',
      en: 'Things have changed since, or there is a newer comparison. Compare again',
    },
  }),
  outsideUnknown: failure({
    code: 'access.outsideUnknown',
    status: 422,
    words: {
      zh: '“{label}”没有对应这里的帐号。请先用其他方式登录，在“帐号与安全”中关联它',
      en: '“{label}” doesn’t belong to an account here. Sign in another way first, and link it under “Account and security”',
    },
    facts: z.object({ label: z.string() }),
  }),
  outsideTaken: failure({
    code: 'access.outsideTaken',
    status: 409,
    words: {
      zh: '这个外部帐号，或你在同一来源的另一个帐号，已有关联。请先解除',
      en: 'This account, or another one of the same provider, is linked already. Take that link away first',
    },
  }),
};
