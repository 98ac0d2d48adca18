import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const accountOrPassword = failure({
  code: 'access.accountOrPassword',
  status: 422,
  words: {
    zh: '帐号或密码不对。第一次使用请先用激活码激活',
    en: 'Account or password is wrong. The first time, activate with your activation code',
  },
});
export const triedTooOften = failure({
  code: 'access.triedTooOften',
  status: 429,
  words: {
    zh: '这里试错次数过多，请 {seconds} 秒后再试；在其他地方登录不受影响',
    en: 'Too many wrong attempts from here; try again in {seconds} seconds. Signing in elsewhere isn’t affected',
  },
  facts: z.object({ seconds: z.int() }),
});
export const mustActivate = failure({
  code: 'access.mustActivate',
  status: 409,
  words: {
    zh: '这是激活码，不是密码。请用它激活帐号',
    en: 'This is an activation code, not a password. Activate your account with it',
  },
});
export const mustChangePassword = failure({
  code: 'access.mustChangePassword',
  status: 409,
  words: {
    zh: '密码已到期或须更换，请设置新密码',
    en: 'The password has expired or must be changed; set a new one',
  },
});
export const codeNotValid = failure({
  code: 'access.codeNotValid',
  status: 422,
  words: {
    zh: '激活码不对、已用过或已过期。请向人事索取新的激活码',
    en: 'The activation code is wrong, used or expired. Ask HR for a new one',
  },
});
export const codeOfAnother = failure({
  code: 'access.codeOfAnother',
  status: 422,
  words: {
    zh: '这个激活码不属于所填的帐号。还可以试 {left} 次，之后激活码作废',
    en: 'This code doesn’t belong to the account given. After {left} more wrong tries it is void',
  },
  facts: z.object({ left: z.int() }),
});
export const wrongPassword = failure({
  code: 'access.wrongPassword',
  status: 422,
  words: { zh: '现在的密码不对', en: 'The present password is wrong' },
});
export const passwordTooShort = failure({
  code: 'access.passwordTooShort',
  status: 422,
  words: { zh: '密码至少 {least} 位', en: 'A password has at least {least} characters' },
  facts: z.object({ least: z.int() }),
});
export const passwordTooPlain = failure({
  code: 'access.passwordTooPlain',
  status: 422,
  words: {
    zh: '密码须包含小写字母、大写字母、数字、符号中的至少 {least} 类',
    en: 'A password mixes at least {least} of: small letters, capitals, digits, signs',
  },
  facts: z.object({ least: z.int() }),
});
export const passwordHoldsName = failure({
  code: 'access.passwordHoldsName',
  status: 422,
  words: { zh: '密码不能包含自己的帐号或姓名', en: 'A password doesn’t contain one’s own account or name' },
});
export const passwordGuessable = failure({
  code: 'access.passwordGuessable',
  status: 422,
  words: {
    zh: '这个密码太容易被猜到（常用密码、重复、顺序或日期）。几个不相干的词连起来更好',
    en: 'This password is easy to guess (common, repeated, in sequence, or a date). Several unrelated words are better',
  },
});
export const passwordUsedBefore = failure({
  code: 'access.passwordUsedBefore',
  status: 422,
  words: { zh: '不能使用最近 {last} 个用过的密码', en: 'The last {last} passwords can’t be used again' },
  facts: z.object({ last: z.int() }),
});
export const nobodyToActivate = failure({
  code: 'access.nobodyToActivate',
  status: 422,
  words: {
    zh: '所选范围内没有可以发放激活码的人',
    en: 'Nobody in what was chosen can be given an activation code',
  },
});
export const strongerThanYou = failure({
  code: 'access.strongerThanYou',
  status: 403,
  words: {
    zh: '{names} 拥有你没有的重要权限，不能由你重设密码',
    en: '{names} hold important permissions that you don’t; you can’t reset their passwords',
  },
  facts: z.object({ names: z.array(z.string()) }),
});
export const roleNameTaken = failure({
  code: 'access.roleNameTaken',
  status: 409,
  words: { zh: '已有名为“{name}”的角色', en: 'There is already a role named “{name}”' },
  facts: z.object({ name: z.string() }),
});
export const roleIsBuiltIn = failure({
  code: 'access.roleIsBuiltIn',
  status: 409,
  words: {
    zh: '系统自带的角色不能改名或删除',
    en: 'A built-in role can’t be renamed or removed',
  },
});
export const roleInUse = failure({
  code: 'access.roleInUse',
  status: 409,
  words: {
    zh: '这个角色还授予着 {assignments} 个人或岗位，请先收回',
    en: 'This role is still given to {assignments} people or posts; take it back first',
  },
  facts: z.object({ assignments: z.int() }),
});
export const permissionUnknown = failure({
  code: 'access.permissionUnknown',
  status: 422,
  words: {
    zh: '没有“{permission}”这项权限，或它不能有这样的范围',
    en: 'There is no permission “{permission}”, or it can’t have this reach',
  },
  facts: z.object({ permission: z.string() }),
});
export const roleNotAssignable = failure({
  code: 'access.roleNotAssignable',
  status: 422,
  words: {
    zh: '这个角色不存在，或随组织架构自动产生，不能授予',
    en: 'This role doesn’t exist, or it follows from the structure and can’t be given',
  },
});
export const holderUnknown = failure({
  code: 'access.holderUnknown',
  status: 422,
  words: {
    zh: '所选人员或岗位不存在，或不在你的管理范围内',
    en: 'The chosen person or post doesn’t exist or isn’t yours to manage',
  },
});
export const scopeTooWide = failure({
  code: 'access.scopeTooWide',
  status: 403,
  words: {
    zh: '授予的范围超出了你自己的管理范围',
    en: 'The scope of this grant goes beyond your own',
  },
});
export const periodNotValid = failure({
  code: 'access.periodNotValid',
  status: 422,
  words: {
    zh: '结束时间须晚于开始时间和现在',
    en: 'The end lies after the beginning and after now',
  },
});
export const notToYourself = failure({
  code: 'access.notToYourself',
  status: 403,
  words: {
    zh: '不能给自己授予角色，请由另一位有权限的人授予',
    en: 'Nobody gives a role to themselves; somebody else with the permission does it',
  },
});
export const alreadyAssigned = failure({
  code: 'access.alreadyAssigned',
  status: 409,
  words: {
    zh: '已授予过同样的角色和范围',
    en: 'The same role is already given with the same scope',
  },
});
export const lastAdministrator = failure({
  code: 'access.lastAdministrator',
  status: 409,
  words: {
    zh: '这样就没有人能授予角色了。请先把角色授予另一个人',
    en: 'Nobody could give roles any more. Give the role to somebody else first',
  },
});
export const confirmFirst = failure({
  code: 'access.confirmFirst',
  status: 403,
  words: { zh: '请先确认是你本人', en: 'Confirm first that it’s you' },
});
export const challengeOver = failure({
  code: 'access.challengeOver',
  status: 409,
  words: {
    zh: '这次验证已过期、已用过，或不是为这件事发起的。请重新来一次',
    en: 'This request for your passkey has expired, was used, or was made for something else. Start it again',
  },
});
export const passkeyUnknown = failure({
  code: 'access.passkeyUnknown',
  status: 422,
  words: {
    zh: '这个通行密钥没有登记在你的名下，或已停用',
    en: 'This passkey isn’t registered as yours, or was removed',
  },
});
export const passkeyNotProven = failure({
  code: 'access.passkeyNotProven',
  status: 422,
  words: {
    zh: '通行密钥的签名没有通过核验',
    en: 'The signature of this passkey didn’t hold when it was verified',
  },
});
export const passkeyNotReadable = failure({
  code: 'access.passkeyNotReadable',
  status: 422,
  words: {
    zh: '无法登记这个通行密钥：设备须验证本人（指纹、面容或 PIN），并使用 HTTPS 地址',
    en: 'This passkey can’t be registered: the device must verify its owner (fingerprint, face or PIN), at an HTTPS address',
  },
});
export const passkeyTaken = failure({
  code: 'access.passkeyTaken',
  status: 409,
  words: { zh: '这个通行密钥已登记过', en: 'This passkey is registered already' },
});
export const tooManyPasskeys = failure({
  code: 'access.tooManyPasskeys',
  status: 409,
  words: {
    zh: '最多登记 {most} 个通行密钥，请先删除不用的',
    en: 'At most {most} passkeys; remove one that you don’t use first',
  },
  facts: z.object({ most: z.int() }),
});
export const noPasskey = failure({
  code: 'access.noPasskey',
  status: 409,
  words: {
    zh: '你还没有登记通行密钥。请先在“我 › 通行密钥”中登记',
    en: 'You haven’t registered a passkey yet. Register one under Me › Passkeys',
  },
});
export const secondFactorNeeded = failure({
  code: 'access.secondFactorNeeded',
  status: 409,
  words: {
    zh: '请输入验证器应用中的 6 位数字，或一个恢复码',
    en: 'Enter the six digits of your authenticator app, or a recovery code',
  },
  facts: z.object({ ways: z.array(z.enum(['totp', 'recoveryCode', 'passkey'])) }),
});
export const passkeyNeeded = failure({
  code: 'access.passkeyNeeded',
  status: 409,
  words: {
    zh: '你的角色要求第二因素，请用你登记的通行密钥登录',
    en: 'Your role asks for a second factor; sign in with the passkey that you registered',
  },
});
export const secondFactorToSetUp = failure({
  code: 'access.secondFactorToSetUp',
  status: 409,
  words: {
    zh: '你的角色要求第二因素，请先在验证器应用中添加帐号',
    en: 'Your role asks for a second factor; add your account to an authenticator app first',
  },
});
export const codeWrong = failure({
  code: 'access.codeWrong',
  status: 422,
  words: {
    zh: '验证码不对、已用过或已过期。请等下一个，并检查手机的时间',
    en: 'The code is wrong, used or over. Wait for the next one, and check the clock of your phone',
  },
});
export const totpProposalOver = failure({
  code: 'access.totpProposalOver',
  status: 409,
  words: {
    zh: '这个二维码已失效，请重新开始',
    en: 'This picture counts no more; start again',
  },
});
export const secondFactorDemanded = failure({
  code: 'access.secondFactorDemanded',
  status: 409,
  words: {
    zh: '你的角色要求第二因素，不能关闭',
    en: 'Your role asks for a second factor; it can’t be switched off',
  },
});
export const passwordStopped = failure({
  code: 'access.passwordStopped',
  status: 409,
  words: {
    zh: '你说过有人冒用你的帐号登录，这个密码已停用。请向人事索取激活码，设置新密码',
    en: 'You said that somebody else signed in as you: this password is stopped. Ask HR for an activation code and set a new one',
  },
});
export const networkNotAllowed = failure({
  code: 'access.networkNotAllowed',
  status: 403,
  words: {
    zh: '你的角色只能从公司的可信网络登录',
    en: 'Your role signs in from the company’s trusted networks only',
  },
});
export const resetOpen = failure({
  code: 'access.resetOpen',
  status: 409,
  words: {
    zh: '已有人提出重置，等待另一人同意',
    en: 'A reset is proposed already and waits for somebody else',
  },
});
export const nothingToReset = failure({
  code: 'access.nothingToReset',
  status: 409,
  words: { zh: '此人没有可重置的第二因素', en: 'There is no second factor to reset' },
});
export const secondPersonNeeded = failure({
  code: 'access.secondPersonNeeded',
  status: 403,
  words: {
    zh: '须由另一人同意：不能是提出的人，也不能是本人',
    en: 'Somebody else agrees: neither who proposed it nor whom it is about',
  },
});
export const qrOver = failure({
  code: 'access.qrOver',
  status: 409,
  words: {
    zh: '这个登录二维码已过期或已用过，请在电脑上刷新',
    en: 'This picture to sign in is over or used; refresh it on the computer',
  },
});
export const qrNumberWrong = failure({
  code: 'access.qrNumberWrong',
  status: 422,
  words: {
    zh: '数字与电脑上显示的不同。如果不是你自己在登录，请选“不是我”',
    en: 'The number isn’t the one on the computer. If it isn’t you who signs in, say so',
  },
});
export const notPossibleHere = failure({
  code: 'access.notPossibleHere',
  status: 403,
  words: { zh: '公司没有开放这种登录方式', en: 'The company hasn’t opened this way to sign in' },
});
export const alreadyProposed = failure({
  code: 'access.alreadyProposed',
  status: 409,
  words: {
    zh: '已有同样的权限变更等待另一人同意',
    en: 'The same change is proposed already and waits for somebody else',
  },
});
export const proposalOver = failure({
  code: 'access.proposalOver',
  status: 409,
  words: {
    zh: '这项变更已处理、已过期，或不再适用',
    en: 'This change is decided, has expired, or applies no more',
  },
});
export const roleChangedMeanwhile = failure({
  code: 'access.roleChangedMeanwhile',
  status: 409,
  words: {
    zh: '提出之后角色有变，请驳回并重新提出',
    en: 'The role has changed since this was proposed. Refuse it and propose it again',
  },
});
export const breakGlassSealed = failure({
  code: 'access.breakGlassSealed',
  status: 409,
  words: {
    zh: '现在不能生成应急码：已有一个封存，或启用后尚未复核，或由你报失，须由另一人或过些天再生成',
    en: 'No code can be sealed now: there is one, or an opening waits for its review, or you reported it lost and somebody else seals a new one, or you do some days later',
  },
});
export const breakGlassWrong = failure({
  code: 'access.breakGlassWrong',
  status: 422,
  words: { zh: '应急码不对，或已用过', en: 'This isn’t the sealed code, or it was used' },
});
export const minutesNotReadable = failure({
  code: 'access.minutesNotReadable',
  status: 415,
  words: { zh: '会议纪要须为 PDF、PNG 或 JPEG 文件', en: 'Minutes are a PDF, PNG or JPEG file' },
});
export const packageWaits = failure({
  code: 'access.packageWaits',
  status: 409,
  words: {
    zh: '这个部门已有一份权限包等待他人同意',
    en: 'A package of this department already waits for somebody to agree',
  },
});
export const packageNotForThis = failure({
  code: 'access.packageNotForThis',
  status: 422,
  words: {
    zh: '“{permission}”不能放进部门权限包：重要权限只能由两人逐次授予，范围也不能超出部门及下级',
    en: '“{permission}” can’t be in a department’s package: important permissions are given by two people each time, and nothing reaches beyond the department and below',
  },
  facts: z.object({ permission: z.string() }),
});
export const packageOver = failure({
  code: 'access.packageOver',
  status: 409,
  words: { zh: '这份权限包已不是这个状态，请刷新', en: 'This package isn’t in that state any more; look again' },
});
export const packageGiven = failure({
  code: 'access.packageGiven',
  status: 409,
  words: { zh: '已经授予过', en: 'Given already' },
});
export const notInPackage = failure({
  code: 'access.notInPackage',
  status: 422,
  words: { zh: '部门权限包里没有这项权限', en: 'The department’s package doesn’t hold this permission' },
});
export const notOfTheDepartment = failure({
  code: 'access.notOfTheDepartment',
  status: 422,
  words: {
    zh: '只能授予本部门及下级部门的在职人员',
    en: 'Only people of the department, or of those below it, can be given anything',
  },
});
export const heldTwice = failure({
  code: 'access.heldTwice',
  status: 409,
  words: {
    zh: '还有人兼任两种管理员：{names}。先收回其中一种',
    en: 'Somebody still holds two of the three administrators: {names}. Take one back first',
  },
  facts: z.object({ names: z.string() }),
});
export const dutyWithoutHolder = failure({
  code: 'access.dutyWithoutHolder',
  status: 409,
  words: {
    zh: '系统、安全、审计管理员须各有人担任，才能启用三员分立',
    en: 'System, security and audit administrator each need somebody before they can be separated',
  },
});
export const roleDivided = failure({
  code: 'access.roleDivided',
  status: 409,
  words: {
    zh: '三员分立已启用，三个管理员角色的权限不能更改；先停用三员分立',
    en: 'The three administrators are separated: what their roles may do can’t be changed until that is ended',
  },
});
